package nomadops.client.model;

import java.util.Map;
import tools.jackson.core.JsonParser;

/// Reads a [DriverHealth]: `{"Detected":true,"Healthy":true,"HealthDescription":"Healthy"}`.
final class DriverHealthFields extends Fieldwise<boolean[], DriverHealth> {
  private static final DriverHealthFields ONE = new DriverHealthFields();
  private static final DriverHealth ABSENT = new DriverHealth(false, false);

  /// The drivers of a node, by name.
  static Map<String, DriverHealth> all(JsonParser json) {
    return map(json, driver -> ONE.objectOr(ABSENT, driver));
  }

  @Override
  boolean[] begin() {
    return new boolean[2];
  }

  @Override
  boolean take(boolean[] good, String field, JsonParser json) {
    switch (field) {
      case "Detected" -> good[0] = flag(json);
      case "Healthy" -> good[1] = flag(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  DriverHealth end(boolean[] good) {
    return new DriverHealth(good[0], good[1]);
  }
}
