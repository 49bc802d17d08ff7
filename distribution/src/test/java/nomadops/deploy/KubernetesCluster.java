package nomadops.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The objects of one Nomad cluster, as they are applied.
record KubernetesCluster(List<KubernetesObject> objects) {

  static KubernetesCluster of(Path root) {
    return new KubernetesCluster(KubernetesFolder.rendered(root));
  }

  /// One that may be changed.
  KubernetesCluster copy() {
    return new KubernetesCluster(
        objects.stream().map(object -> new KubernetesObject(object.json().deepCopy())).toList());
  }

  List<KubernetesObject> all(String kind) {
    return objects.stream().filter(object -> object.kind().equals(kind)).toList();
  }

  KubernetesObject one(String kind, String name) {
    return all(kind).stream()
        .filter(object -> object.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  KubernetesObject servers() {
    return one("StatefulSet", "nomad-server");
  }

  /// The pod of a server.
  JsonNode pod() {
    return servers().spec().path("template").path("spec");
  }

  /// Every pod: of the servers and of Jobs.
  List<JsonNode> pods() {
    return objects.stream()
        .map(object -> object.spec().path("template").path("spec"))
        .filter(pod -> pod.has("containers"))
        .toList();
  }

  static List<JsonNode> containers(JsonNode pod) {
    return Stream.of("initContainers", "containers")
        .flatMap(list -> pod.path(list).valueStream())
        .toList();
  }

  JsonNode container(String name) {
    return containers(pod()).stream()
        .filter(container -> name(container).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container " + name));
  }

  ObjectNode writable(String pointer) {
    return (ObjectNode) servers().json().at("/spec/template/spec" + pointer);
  }

  /// The containers that run our tools.
  List<JsonNode> tools() {
    return containers(pod()).stream()
        .filter(container -> container.path("image").asString("").contains("nomad-ops"))
        .toList();
  }

  static String name(JsonNode named) {
    return named.path("name").asString("");
  }

  /// The names of the servers' pods.
  List<String> podNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < servers().spec().path("replicas").asInt(); i++) {
      names.add(servers().name() + "-" + i);
    }
    return names;
  }

  /// The Secrets that a container can read.
  Set<String> secrets(JsonNode pod, JsonNode container) {
    Map<String, Set<String>> byVolume = new HashMap<>();
    pod.path("volumes")
        .forEach(volume ->
            byVolume.put(name(volume), new TreeSet<>(volume.findValuesAsString("secretName"))));
    Set<String> secrets = new TreeSet<>();
    container
        .path("volumeMounts")
        .forEach(mount -> secrets.addAll(byVolume.getOrDefault(name(mount), Set.of())));
    container
        .path("env")
        .forEach(env -> {
          JsonNode key = env.path("valueFrom").path("secretKeyRef");
          if (key.has("name")) {
            secrets.add(name(key));
          }
        });
    return secrets;
  }

  /// A file of the ConfigMap with this name, whatever hash follows it.
  String file(String map, String file) {
    return all("ConfigMap").stream()
        .filter(object -> object.name().equals(map) || object.name().startsWith(map + "-"))
        .map(object -> object.json().path("data").path(file).asString(""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no file " + file + " in " + map));
  }

  /// The Services that send what they get to one pod.
  List<KubernetesObject> servicesOf(String pod) {
    return all("Service").stream()
        .filter(service ->
            service
                .spec()
                .path("selector")
                .path("statefulset.kubernetes.io/pod-name")
                .asString("")
                .equals(pod))
        .toList();
  }

  /// Whether a label selector takes the servers' pods.
  boolean takesServers(JsonNode labels) {
    JsonNode has = servers().spec().path("template").path("metadata").path("labels");
    return !labels.isEmpty()
        && labels.properties().stream()
            .allMatch(label -> label.getValue().equals(has.path(label.getKey())));
  }
}
