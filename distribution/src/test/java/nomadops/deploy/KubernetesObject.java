package nomadops.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One object of a manifest, as it is written.
record KubernetesObject(JsonNode json) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Every document of a YAML text; empty ones are left out.
  static List<JsonNode> documents(String yaml) {
    List<JsonNode> all = new ArrayList<>();
    Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    for (Object document : load.loadAllFromString(yaml)) {
      if (document != null) {
        all.add(JSON.valueToTree(document));
      }
    }
    return all;
  }

  static List<KubernetesObject> all(String yaml) {
    return documents(yaml).stream().map(KubernetesObject::new).toList();
  }

  String kind() {
    return json.path("kind").asString("");
  }

  String apiVersion() {
    return json.path("apiVersion").asString("");
  }

  String name() {
    return json.path("metadata").path("name").asString("");
  }

  String namespace() {
    return json.path("metadata").path("namespace").asString("");
  }

  JsonNode spec() {
    return json.path("spec");
  }

  /// Key and text of a ConfigMap.
  Stream<Map.Entry<String, String>> data() {
    return json.path("data").properties().stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue().asString("")));
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
