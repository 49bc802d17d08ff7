package nomadops.deploy;

import static nomadops.deploy.KubernetesCluster.containers;
import static nomadops.deploy.KubernetesCluster.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a process may do, and who may reach it.
final class KubernetesSafetyRules {
  private static final Set<String> FROM_BOTH = Set.of("nomad-tls");

  private KubernetesSafetyRules() {}

  static List<KubernetesRule> all() {
    return List.of(
        new KubernetesRule(
            "every container is non-root with a read-only root, no capability and the runtime's seccomp filter",
            KubernetesSafetyRules::privileged,
            cluster ->
                ((ObjectNode) cluster.container("exporter").path("securityContext"))
                    .put("readOnlyRootFilesystem", false)),
        new KubernetesRule(
            "no pod has a token of the Kubernetes API",
            cluster ->
                cluster.pods().stream()
                    .filter(pod -> pod.path("automountServiceAccountToken").asBoolean(true))
                    .map(pod -> name(pod.path("containers").path(0)))
                    .toList(),
            cluster -> cluster.writable("").remove("automountServiceAccountToken")),
        new KubernetesRule(
            "no Service's name becomes a setting: Kubernetes would put NOMAD_... into the environment",
            cluster ->
                cluster.pods().stream()
                    .filter(pod -> pod.path("enableServiceLinks").asBoolean(true))
                    .map(pod -> name(pod.path("containers").path(0)))
                    .toList(),
            cluster -> cluster.writable("").remove("enableServiceLinks")),
        new KubernetesRule(
            "no two containers share a token",
            KubernetesSafetyRules::shared,
            cluster ->
                cluster
                    .pod()
                    .path("volumes")
                    .valueStream()
                    .filter(volume -> name(volume).equals("exporter-token"))
                    .forEach(volume ->
                        ((ObjectNode) volume.path("secret")).put("secretName", "nomad-token-gc"))),
        new KubernetesRule(
            "every tool has a token, in a file that is renewed",
            KubernetesSafetyRules::without,
            cluster ->
                ((ObjectNode) cluster.container("gc").at("/volumeMounts/1"))
                    .put("subPath", "token")),
        new KubernetesRule(
            "what is mounted is there, and all that is there is mounted",
            KubernetesSafetyRules::unmounted,
            cluster ->
                ((ObjectNode) cluster.container("gc").at("/volumeMounts/0"))
                    .put("name", "gc-configuration")),
        new KubernetesRule(
            "every ConfigMap that is named is made",
            KubernetesSafetyRules::unmade,
            cluster ->
                ((ObjectNode) cluster.container("gc").at("/envFrom/0/configMapRef"))
                    .put("name", "nomad-conection")),
        new KubernetesRule(
            "another setting of a tool restarts no server: its ConfigMap keeps its name",
            cluster ->
                cluster.tools().stream()
                    .map(KubernetesCluster::name)
                    .filter(tool ->
                        cluster.all("ConfigMap").stream().noneMatch(map -> map.name().equals(tool)))
                    .toList(),
            cluster ->
                ((ObjectNode) cluster.one("ConfigMap", "gc").json().path("metadata"))
                    .put("name", "gc-5f2kt")),
        new KubernetesRule(
            "gossip is between the servers alone",
            KubernetesSafetyRules::gossips,
            cluster ->
                ((ArrayNode)
                        cluster
                            .one("NetworkPolicy", "nomad-server")
                            .json()
                            .at("/spec/ingress/1/ports"))
                    .addObject()
                    .put("port", 4648)),
        new KubernetesRule(
            "metrics are for the namespace of Prometheus alone",
            KubernetesSafetyRules::scraped,
            cluster ->
                ((ArrayNode)
                        cluster
                            .one("NetworkPolicy", "nomad-server")
                            .json()
                            .at("/spec/ingress/1/ports"))
                    .addObject()
                    .put("port", 9467)),
        new KubernetesRule(
            "each NetworkPolicy is about the servers and says what comes in",
            cluster ->
                cluster.all("NetworkPolicy").stream()
                    .filter(policy ->
                        !cluster.takesServers(policy.spec().at("/podSelector/matchLabels"))
                            || !policy
                                .spec()
                                .path("policyTypes")
                                .toString()
                                .equals("[\"Ingress\"]"))
                    .map(KubernetesObject::toString)
                    .toList(),
            cluster ->
                ((ObjectNode) cluster.one("NetworkPolicy", "nomad-server").spec())
                    .putObject("podSelector")),
        new KubernetesRule(
            "every container says what it needs, and the most memory that it may have",
            cluster ->
                cluster.pods().stream()
                    .flatMap(pod -> containers(pod).stream())
                    .filter(container ->
                        !container.at("/resources/requests").has("cpu")
                            || !container.at("/resources/requests").has("memory")
                            || !container.at("/resources/limits").has("memory")
                            // A tool that is throttled answers late, and a late answer looks like a
                            // fault.
                            || container.at("/resources/limits").has("cpu"))
                    .map(KubernetesCluster::name)
                    .toList(),
            cluster -> ((ObjectNode) cluster.container("gc").path("resources")).remove("limits")));
  }

  private static List<String> privileged(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    for (JsonNode pod : cluster.pods()) {
      JsonNode all = pod.path("securityContext");
      boolean nobody =
          all.path("runAsNonRoot").asBoolean(false)
              && all.path("runAsUser").asInt(0) > 0
              && all.at("/seccompProfile/type").asString("").equals("RuntimeDefault");
      for (JsonNode container : containers(pod)) {
        JsonNode own = container.path("securityContext");
        boolean locked =
            own.path("readOnlyRootFilesystem").asBoolean(false)
                && !own.path("allowPrivilegeEscalation").asBoolean(true)
                && own.at("/capabilities/drop").toString().equals("[\"ALL\"]")
                && !own.has("runAsUser")
                && !own.has("runAsNonRoot")
                && !own.has("privileged")
                && !own.at("/capabilities").has("add");
        if (!nobody || !locked) {
          faults.add(name(container));
        }
      }
    }
    return faults;
  }

  private static List<String> shared(KubernetesCluster cluster) {
    Map<String, String> holders = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (JsonNode container : containers(cluster.pod())) {
      for (String secret : cluster.secrets(cluster.pod(), container)) {
        String before = holders.putIfAbsent(secret, name(container));
        if (before != null && !FROM_BOTH.contains(secret)) {
          faults.add(secret + ": " + before + " and " + name(container));
        }
      }
    }
    return faults;
  }

  private static List<String> without(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    for (JsonNode tool : cluster.tools()) {
      if (!cluster.secrets(cluster.pod(), tool).contains("nomad-token-" + name(tool))) {
        faults.add(name(tool) + " has no token of its own");
      }
      // A file that is mounted by itself is never written again.
      tool.path("volumeMounts")
          .valueStream()
          .filter(mount -> mount.has("subPath"))
          .forEach(mount -> faults.add(name(tool) + " keeps the first " + name(mount)));
    }
    return faults;
  }

  private static List<String> unmounted(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    for (JsonNode pod : cluster.pods()) {
      Set<String> there = new HashSet<>();
      Stream.concat(
              pod.path("volumes").valueStream().map(KubernetesCluster::name),
              pod.equals(cluster.pod())
                  ? cluster
                      .servers()
                      .spec()
                      .path("volumeClaimTemplates")
                      .valueStream()
                      .map(claim -> name(claim.path("metadata")))
                  : Stream.empty())
          .forEach(volume -> {
            if (!there.add(volume)) {
              faults.add("twice: " + volume);
            }
          });
      Set<String> mounted = new HashSet<>();
      containers(pod)
          .forEach(container ->
              container.path("volumeMounts").forEach(mount -> mounted.add(name(mount))));
      there.stream()
          .filter(volume -> !mounted.contains(volume))
          .forEach(volume -> faults.add("nobody mounts " + volume));
      mounted.stream()
          .filter(volume -> !there.contains(volume))
          .forEach(volume -> faults.add("no volume " + volume));
    }
    return faults;
  }

  private static List<String> unmade(KubernetesCluster cluster) {
    Set<String> named = new HashSet<>();
    for (JsonNode pod : cluster.pods()) {
      pod.findValues("configMap").forEach(map -> named.add(name(map)));
      pod.findValues("configMapRef").forEach(map -> named.add(name(map)));
    }
    cluster.all("ConfigMap").forEach(map -> named.remove(map.name()));
    return List.copyOf(named);
  }

  private static List<String> gossips(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    for (KubernetesObject policy : cluster.all("NetworkPolicy")) {
      for (JsonNode rule : policy.spec().path("ingress")) {
        boolean servers =
            rule.path("from").size() == 1
                && rule.path("from").path(0).size() == 1
                && cluster.takesServers(rule.at("/from/0/podSelector/matchLabels"));
        if (!servers && (opens(rule, 4648) || rule.path("ports").isEmpty())) {
          faults.add(policy + " opens gossip to " + rule.path("from"));
        }
      }
    }
    return faults;
  }

  private static List<String> scraped(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    for (JsonNode tool : cluster.tools()) {
      int port = tool.at("/ports/0/containerPort").asInt();
      for (KubernetesObject policy : cluster.all("NetworkPolicy")) {
        for (JsonNode rule : policy.spec().path("ingress")) {
          boolean monitoring =
              rule.at("/from/0/namespaceSelector").isObject() && rule.path("from").size() == 1;
          if (opens(rule, port) && !monitoring) {
            faults.add(policy + " opens the metrics of " + name(tool));
          }
        }
      }
    }
    return faults;
  }

  private static boolean opens(JsonNode rule, int port) {
    return rule.path("ports").valueStream().anyMatch(open -> open.path("port").asInt() == port);
  }
}
