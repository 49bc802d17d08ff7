package nomadops.client.model;

import tools.jackson.core.JsonParser;

/// Reads a [NodeDevice]:
/// `{"Vendor":"nvidia","Type":"gpu","Name":"T4","Instances":[{"ID":"a","Healthy":true}]}`.
final class NodeDeviceFields extends Fieldwise<NodeDeviceFields.Gathered, NodeDevice> {
  private static final InstanceFields INSTANCE = new InstanceFields();

  static final class Gathered {
    private String vendor = "";
    private String type = "";
    private String name = "";
    private int healthy;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "Vendor" -> g.vendor = text(json);
      case "Type" -> g.type = text(json);
      case "Name" -> g.name = text(json);
      case "Instances" ->
          g.healthy =
              (int) list(json, INSTANCE::object).stream().filter(healthy -> healthy).count();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  NodeDevice end(Gathered g) {
    return new NodeDevice(g.vendor, g.type, g.name, g.healthy);
  }

  /// Whether an instance is healthy.
  private static final class InstanceFields extends Fieldwise<boolean[], Boolean> {
    @Override
    boolean[] begin() {
      return new boolean[1];
    }

    @Override
    boolean take(boolean[] healthy, String field, JsonParser json) {
      if (!field.equals("Healthy")) {
        return false;
      }
      healthy[0] = flag(json);
      return true;
    }

    @Override
    Boolean end(boolean[] healthy) {
      return healthy[0];
    }
  }
}
