package nomadops.deploy;

import static nomadops.deploy.KubernetesCluster.name;
import static nomadops.deploy.KubernetesServerRules.replace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who a server is, and how the others and the clients find it.
final class KubernetesIdentityRules {
  private static final Pattern ADVERTISED =
      Pattern.compile("(?m)^\\s*(http|rpc|serf)\\s*=\\s*\"([^\"]*)\"");
  private static final Pattern JOINED = Pattern.compile("(?m)^\\s*\"([^\"]+)\",");

  private KubernetesIdentityRules() {}

  static List<KubernetesRule> all() {
    return List.of(
        new KubernetesRule(
            "advertise.serf is the Service of the pod, never an address of the pod's own",
            KubernetesIdentityRules::strangers,
            cluster ->
                replace(
                    cluster,
                    "nomad-identity",
                    "identity.hcl",
                    "serf = \"nomad-peer-@ordinal@\"",
                    "serf = \"nomad-server-@ordinal@.nomad-servers\"")),
        new KubernetesRule(
            "each server has a Service with one address for life, also while it is not ready",
            KubernetesIdentityRules::unstable,
            cluster ->
                ((ObjectNode) cluster.one("Service", "nomad-peer-1").spec())
                    .put("clusterIP", "None")),
        new KubernetesRule(
            "gossip by UDP reaches the Service of each server, too",
            cluster ->
                cluster.podNames().stream()
                    .filter(pod ->
                        peer(cluster, pod).stream()
                            .noneMatch(service ->
                                ports(service).contains("4648/UDP")
                                    && ports(service).contains("4648/TCP")))
                    .toList(),
            cluster ->
                ((ArrayNode) cluster.one("Service", "nomad-peer-0").spec().path("ports"))
                    .remove(3)),
        new KubernetesRule(
            "every port of a Service is the container's own: servers tell clients their own port",
            KubernetesIdentityRules::translated,
            cluster ->
                ((ObjectNode) cluster.one("Service", "nomad-peer-0").json().at("/spec/ports/1"))
                    .put("port", 14647)),
        new KubernetesRule(
            "clients outside reach each server by itself, from their own address",
            KubernetesIdentityRules::shared,
            cluster ->
                cluster.all("Service").stream()
                    .filter(
                        service -> service.spec().path("type").asString("").equals("LoadBalancer"))
                    .forEach(service ->
                        ((ObjectNode) service.spec()).put("externalTrafficPolicy", "Cluster"))),
        new KubernetesRule(
            "every server joins by the names of all the others, ready or not",
            KubernetesIdentityRules::joins,
            cluster ->
                ((ObjectNode) cluster.one("Service", "nomad-servers").spec())
                    .put("publishNotReadyAddresses", false)),
        new KubernetesRule(
            "in a node's network the names of Services are known all the same",
            cluster ->
                KubernetesServerRules.said(
                    cluster.pod().path("hostNetwork").asBoolean(false)
                        && !cluster
                            .pod()
                            .path("dnsPolicy")
                            .asString("")
                            .equals("ClusterFirstWithHostNet"),
                    "dnsPolicy"),
            cluster -> cluster.writable("").put("hostNetwork", true).remove("dnsPolicy")));
  }

  /// What a pod's template says of it, e.g. `serf`.
  static Optional<String> advertised(KubernetesCluster cluster, String pod, String which) {
    Matcher matcher = ADVERTISED.matcher(cluster.file("nomad-identity", "identity.hcl"));
    return matcher
        .results()
        .filter(found -> found.group(1).equals(which))
        .map(found -> found.group(2).replace("@ordinal@", pod.substring(pod.lastIndexOf('-') + 1)))
        .findFirst();
  }

  private static List<KubernetesObject> peer(KubernetesCluster cluster, String pod) {
    String serf = advertised(cluster, pod, "serf").orElse("");
    return cluster.servicesOf(pod).stream().filter(service -> service.name().equals(serf)).toList();
  }

  private static List<String> strangers(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    for (String pod : cluster.podNames()) {
      String serf = advertised(cluster, pod, "serf").orElse("nothing");
      // In a pod's own /etc/hosts its own name is its own address.
      if (peer(cluster, pod).isEmpty() || serf.equals(pod)) {
        faults.add(pod + " says it is " + serf);
      }
    }
    return faults;
  }

  private static List<String> unstable(KubernetesCluster cluster) {
    return cluster.podNames().stream()
        .filter(pod ->
            peer(cluster, pod).stream()
                .noneMatch(service ->
                    service.spec().path("publishNotReadyAddresses").asBoolean(false)
                        && !service.spec().path("clusterIP").asString("").equals("None")))
        .toList();
  }

  private static List<String> translated(KubernetesCluster cluster) {
    Set<String> open = new TreeSet<>();
    for (JsonNode container : KubernetesCluster.containers(cluster.pod())) {
      container
          .path("ports")
          .forEach(port ->
              open.add(
                  port.path("containerPort").asInt()
                      + "/"
                      + port.path("protocol").asString("TCP")));
    }
    List<String> faults = new ArrayList<>();
    for (KubernetesObject service : cluster.all("Service")) {
      for (JsonNode port : service.spec().path("ports")) {
        int number = port.path("port").asInt();
        if (port.path("targetPort").asInt(-1) != number
            || port.path("nodePort").asInt(number) != number) {
          faults.add(service + " " + name(port));
        }
      }
      ports(service).stream()
          .filter(port -> !open.contains(port))
          .map(port -> service + " " + port)
          .forEach(faults::add);
    }
    return faults;
  }

  private static List<String> shared(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    List<KubernetesObject> outside =
        cluster.all("Service").stream()
            .filter(service ->
                service.spec().path("type").asString("ClusterIP").matches("LoadBalancer|NodePort"))
            .toList();
    for (KubernetesObject service : outside) {
      if (!service.spec().path("externalTrafficPolicy").asString("").equals("Local")) {
        faults.add(service + " hides the clients' addresses");
      }
      if (!service.spec().path("selector").has("statefulset.kubernetes.io/pod-name")) {
        faults.add(service + " is for several servers");
      }
      if (ports(service).stream().anyMatch(port -> port.startsWith("4648"))) {
        faults.add(service + " lets gossip out");
      }
    }
    if (!outside.isEmpty()) {
      cluster.podNames().stream()
          .filter(pod ->
              outside.stream().noneMatch(service -> cluster.servicesOf(pod).contains(service)))
          .forEach(faults::add);
    }
    return faults;
  }

  private static List<String> joins(KubernetesCluster cluster) {
    List<String> faults = new ArrayList<>();
    String headless = cluster.servers().spec().path("serviceName").asString("");
    KubernetesObject service = cluster.one("Service", headless);
    if (!service.spec().path("clusterIP").asString("").equals("None")
        || !service.spec().path("publishNotReadyAddresses").asBoolean(false)
        || !cluster.takesServers(service.spec().path("selector"))) {
      faults.add(service + " does not name every server");
    }
    Set<String> named =
        JOINED
            .matcher(cluster.file("nomad-identity", "join.hcl"))
            .results()
            .map(MatchResult::group)
            .map(text -> text.strip().replaceAll("[\",]", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted =
        cluster.podNames().stream()
            .map(pod -> pod + "." + headless)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!named.equals(wanted)) {
      faults.add("retry_join has " + named + " and not " + wanted);
    }
    return faults;
  }

  static Set<String> ports(KubernetesObject service) {
    return service
        .spec()
        .path("ports")
        .valueStream()
        .map(port -> port.path("port").asInt() + "/" + port.path("protocol").asString("TCP"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
