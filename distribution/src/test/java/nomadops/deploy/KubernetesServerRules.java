package nomadops.deploy;

import static nomadops.deploy.KubernetesCluster.containers;
import static nomadops.deploy.KubernetesCluster.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How servers live, stop and are looked after.
final class KubernetesServerRules {
  private KubernetesServerRules() {}

  static List<KubernetesRule> all() {
    return List.of(
        new KubernetesRule(
            "no liveness probe depends on a leader, or on anything but the process itself",
            cluster -> livenessOfOthers(cluster),
            cluster ->
                ((ObjectNode) cluster.container("nomad").at("/livenessProbe/httpGet"))
                    .put("path", "/v1/agent/health?type=server")
                    .put("port", 4646)),
        new KubernetesRule(
            "what ails a tool takes no server out of its Service",
            cluster -> names(cluster.tools(), tool -> tool.has("readinessProbe")),
            cluster ->
                ((ObjectNode) cluster.container("server-probe"))
                    .putObject("readinessProbe")
                    .putObject("httpGet")
                    .put("path", "/readyz")
                    .put("port", 9469)),
        new KubernetesRule(
            "a server is ready when its probe says so",
            cluster ->
                said(
                    !cluster
                        .container("nomad")
                        .at("/readinessProbe/httpGet/path")
                        .asString("")
                        .equals("/ready"),
                    "readinessProbe of nomad"),
            cluster ->
                ((ObjectNode) cluster.container("nomad").at("/readinessProbe/httpGet"))
                    .put("path", "/live")),
        new KubernetesRule(
            "the lead is handed over before a server stops, and there is time for it",
            KubernetesServerRules::stopsInHaste,
            cluster -> cluster.writable("").put("terminationGracePeriodSeconds", 30)),
        new KubernetesRule(
            "the probe that is asked before the stop is still there: every tool is a native sidecar",
            cluster -> {
              List<String> faults =
                  names(
                      cluster.tools(),
                      tool -> !tool.path("restartPolicy").asString("").equals("Always"));
              cluster
                  .pod()
                  .path("containers")
                  .forEach(container -> {
                    if (!name(container).equals("nomad")) {
                      faults.add(name(container));
                    }
                  });
              return faults;
            },
            cluster -> ((ObjectNode) cluster.container("server-probe")).remove("restartPolicy")),
        new KubernetesRule(
            "servers start together, and are replaced one after another",
            KubernetesServerRules::order,
            cluster ->
                ((ObjectNode) cluster.servers().spec()).put("podManagementPolicy", "OrderedReady")),
        new KubernetesRule(
            "one server at a time may be evicted",
            cluster ->
                said(
                    cluster.all("PodDisruptionBudget").stream()
                        .noneMatch(budget ->
                            budget.spec().path("maxUnavailable").asInt(0) == 1
                                && cluster.takesServers(budget.spec().at("/selector/matchLabels"))),
                    "PodDisruptionBudget"),
            cluster ->
                ((ObjectNode) cluster.one("PodDisruptionBudget", "nomad-server").spec())
                    .put("maxUnavailable", 2)),
        new KubernetesRule(
            "two servers are never on one host",
            cluster ->
                said(
                    cluster
                        .pod()
                        .at(
                            "/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                        .valueStream()
                        .noneMatch(term ->
                            term.path("topologyKey").asString("").equals("kubernetes.io/hostname")
                                && cluster.takesServers(term.at("/labelSelector/matchLabels"))),
                    "podAntiAffinity"),
            cluster -> ((ObjectNode) cluster.pod().path("affinity")).remove("podAntiAffinity")),
        new KubernetesRule(
            "disks outlive their pods and the StatefulSet",
            KubernetesServerRules::disks,
            cluster ->
                ((ObjectNode) cluster.servers().spec().path("persistentVolumeClaimRetentionPolicy"))
                    .put("whenScaled", "Delete")),
        new KubernetesRule(
            "a server that stops does not leave: the quorum stays as large as it is",
            cluster ->
                said(
                    !cluster
                        .file("nomad-config", "nomad.hcl")
                        .contains("leave_on_terminate = false"),
                    "nomad.hcl"),
            cluster ->
                replace(
                    cluster,
                    "nomad-config",
                    "nomad.hcl",
                    "leave_on_terminate = false",
                    "leave_on_terminate = true")),
        new KubernetesRule(
            "dead servers are not forgotten below the size of the smallest cluster that may lose one",
            cluster ->
                said(
                    !cluster.file("nomad-config", "nomad.hcl").contains("min_quorum = 3"),
                    "nomad.hcl"),
            cluster ->
                replace(cluster, "nomad-config", "nomad.hcl", "min_quorum = 3", "min_quorum = 0")));
  }

  private static List<String> livenessOfOthers(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    for (JsonNode container : containers(cluster.pod())) {
      JsonNode get = container.path("livenessProbe").path("httpGet");
      boolean server = name(container).equals("nomad");
      boolean job = !container.path("restartPolicy").asString("").equals("Always") && !server;
      String wanted = server ? "/live" : "/livez";
      int port = server ? 9469 : container.at("/ports/0/containerPort").asInt(0);
      if (!job
          && (!get.path("path").asString("").equals(wanted) || get.path("port").asInt(0) != port)) {
        faults.add(name(container) + " asks " + get);
      }
    }
    return faults;
  }

  private static List<String> stopsInHaste(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    String hook = cluster.container("nomad").at("/lifecycle/preStop/exec/command").toString();
    if (!hook.contains("--post-data=") || !hook.contains("http://127.0.0.1:9469/prestop")) {
      faults.add("preStop of nomad: " + hook);
    }
    if (cluster.pod().path("terminationGracePeriodSeconds").asInt(0) < 60) {
      faults.add("terminationGracePeriodSeconds");
    }
    return faults;
  }

  private static List<String> order(KubernetesCluster cluster) {
    JsonNode spec = cluster.servers().spec();
    List<String> faults = new ArrayList<>();
    if (!spec.path("podManagementPolicy").asString("").equals("Parallel")) {
      faults.add("podManagementPolicy");
    }
    if (!spec.at("/updateStrategy/type").asString("").equals("RollingUpdate")
        || spec.at("/updateStrategy/rollingUpdate").has("maxUnavailable")) {
      faults.add("updateStrategy");
    }
    if (spec.path("minReadySeconds").asInt(0) < 10) {
      faults.add("minReadySeconds: autopilot waits 10 s before a new server counts");
    }
    return faults;
  }

  private static List<String> disks(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    JsonNode policy = cluster.servers().spec().path("persistentVolumeClaimRetentionPolicy");
    for (String when : List.of("whenDeleted", "whenScaled")) {
      if (!policy.path(when).asString("").equals("Retain")) {
        faults.add(when);
      }
    }
    boolean mounted =
        cluster
            .container("nomad")
            .path("volumeMounts")
            .valueStream()
            .anyMatch(mount ->
                name(mount).equals("data")
                    && mount.path("mountPath").asString("").equals("/var/lib/nomad"));
    if (!mounted || !cluster.file("nomad-config", "nomad.hcl").contains("\"/var/lib/nomad\"")) {
      faults.add("data_dir is not on the claim");
    }
    return faults;
  }

  /// Changes a text of a ConfigMap.
  static void replace(
      KubernetesCluster cluster, String map, String file, String before, String after) {
    cluster.all("ConfigMap").stream()
        .filter(object -> object.name().startsWith(map) && object.json().path("data").has(file))
        .map(object -> (ObjectNode) object.json().path("data"))
        .forEach(data -> {
          String text = data.path(file).asString("");
          if (text.equals(text.replace(before, after))) {
            throw new AssertionError(file + " has no " + before);
          }
          data.put(file, text.replace(before, after));
        });
  }

  static List<String> names(List<JsonNode> containers, Predicate<JsonNode> at) {
    List<String> names = new ArrayList<>();
    containers.stream()
        .filter(at)
        .map(container -> name(Objects.requireNonNull(container)))
        .forEach(names::add);
    return names;
  }

  static List<String> said(boolean wrong, String what) {
    return wrong ? List.of(what) : List.of();
  }
}
