package nomadops.autoscaler.capacity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A remembered template as one line of JSON, small enough for an item of a Nomad variable (64
/// KiB): `{"node":"4d2b91c3","nodePool":"batch",...,"total":{"cpu":4000,"memoryMb":8192,...}}`.
public final class TemplateText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TemplateText() {}

  public static String write(Templates.Remembered remembered) {
    NodeProfile node = remembered.profile();
    ObjectNode json = JSON.createObjectNode();
    json.put("node", remembered.node());
    json.put("nodePool", node.nodePool()).put("nodeClass", node.nodeClass());
    json.put("datacenter", node.datacenter()).put("mhzPerCore", node.mhzPerCore());
    Resources total = node.total();
    ObjectNode size = json.putObject("total");
    size.put("cpu", total.cpu()).put("memoryMb", total.memoryMb()).put("diskMb", total.diskMb());
    size.put("cores", total.cores()).put("slots", total.slots());
    total.devices().forEach(size.putObject("devices")::put);
    node.drivers().stream().sorted().forEach(json.putArray("drivers")::add);
    node.hostVolumes().stream().sorted().forEach(json.putArray("hostVolumes")::add);
    node.attributes().forEach(json.putObject("attributes")::put);
    node.meta().forEach(json.putObject("meta")::put);
    return json.toString();
  }

  /// Empty for a text that this version cannot read: it is only a memory.
  public static Optional<Templates.Remembered> read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      JsonNode total = json.path("total");
      if (!total.path("cpu").isIntegralNumber() || !total.path("memoryMb").isIntegralNumber()) {
        return Optional.empty();
      }
      return Optional.of(
          new Templates.Remembered(
              json.path("node").asString(""), profile(json, resources(total))));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static NodeProfile profile(JsonNode json, Resources total) {
    return new NodeProfile(
        json.path("nodePool").asString("default"),
        json.path("nodeClass").asString(""),
        json.path("datacenter").asString(""),
        texts(json.path("attributes")),
        texts(json.path("meta")),
        names(json.path("drivers")),
        names(json.path("hostVolumes")),
        total,
        json.path("mhzPerCore").asLong(0));
  }

  private static Resources resources(JsonNode total) {
    Map<String, Integer> devices = new HashMap<>();
    total
        .path("devices")
        .properties()
        .forEach(device -> devices.put(device.getKey(), device.getValue().asInt(0)));
    return new Resources(
        total.path("cpu").asLong(0),
        total.path("memoryMb").asLong(0),
        total.path("diskMb").asLong(0),
        total.path("cores").asInt(0),
        total.path("slots").asInt(Resources.ANY_SLOTS),
        devices);
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new HashMap<>();
    json.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asString("")));
    return texts;
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new HashSet<>();
    json.values().forEach(name -> names.add(name.asString("")));
    return names;
  }
}
