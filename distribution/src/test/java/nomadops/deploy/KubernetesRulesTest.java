package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What deploy/kubernetes promises holds of every cluster that it makes, and would be missed. */
class KubernetesRulesTest {
  private static final List<KubernetesRule> RULES =
      Stream.of(
              KubernetesServerRules.all(),
              KubernetesIdentityRules.all(),
              KubernetesSafetyRules.all())
          .flatMap(List::stream)
          .toList();

  @BeforeAll
  static void kubectlIsThere() {
    Optional<String> missing = KubernetesFolder.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  @Test
  void everyRuleHoldsOfEveryCluster() {
    for (Path root : KubernetesFolder.clusters()) {
      KubernetesCluster cluster = KubernetesCluster.of(root);
      for (KubernetesRule rule : RULES) {
        assertThat(rule.faults().apply(cluster)).as("%s: %s", root, rule.sentence()).isEmpty();
      }
    }
  }

  @Test
  void aManifestThatBreaksARuleIsFound() {
    KubernetesCluster sound = KubernetesCluster.of(KubernetesFolder.overlay("external-clients"));
    for (KubernetesRule rule : RULES) {
      KubernetesCluster broken = sound.copy();
      rule.breach().accept(broken);
      assertThat(rule.faults().apply(broken)).as(rule.sentence()).isNotEmpty();
    }
  }

  @Test
  void everyImageOfAnOverlayHasAVersion() {
    for (Path root : KubernetesFolder.clusters()) {
      if (!root.endsWith("base")) {
        assertThat(
                KubernetesCluster.of(root).pods().stream()
                    .flatMap(pod -> KubernetesCluster.containers(pod).stream())
                    .map(container -> container.path("image").asString("")))
            .as("%s", root)
            .allMatch(image -> image.matches(".+[:@].+") && !image.endsWith(":latest"));
      }
    }
  }

  @Test
  void everySecretThatIsNeededIsDocumented() {
    String readme = KubernetesFolder.text(KubernetesFolder.FOLDER.resolve("README.md"));
    Set<String> made =
        Pattern.compile("create secret generic (nomad-[a-z-]+) ")
            .matcher(readme)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern loop = Pattern.compile("for tool in ([a-z -]+); do");
    loop.matcher(readme)
        .results()
        .map(found -> found.group(1))
        .flatMap(tools -> Stream.of(tools.split(" ")))
        .forEach(tool -> made.add("nomad-token-" + tool));
    Set<String> needed = new TreeSet<>();
    for (Path root : KubernetesFolder.clusters()) {
      KubernetesCluster.of(root)
          .pods()
          .forEach(pod -> needed.addAll(pod.findValuesAsString("secretName")));
    }
    assertThat(made).isEqualTo(needed);
  }

  @Test
  void everyOverlayIsExplained() {
    String readme = KubernetesFolder.text(KubernetesFolder.FOLDER.resolve("README.md"));
    assertThat(KubernetesFolder.roots())
        .filteredOn(root -> root.startsWith(KubernetesFolder.FOLDER.resolve("overlays")))
        .allSatisfy(root ->
            assertThat(readme)
                .contains(
                    "`"
                        + KubernetesFolder.FOLDER.resolve("overlays").relativize(root).getName(0)
                        + "`"));
  }

  @Test
  void twoClustersInOneKubernetesShareNothing() {
    List<KubernetesObject> both =
        KubernetesFolder.rendered(KubernetesFolder.overlay("two-clusters"));
    assertThat(both)
        .extracting(KubernetesObject::namespace)
        .containsOnly("nomad-blue", "nomad-green");
    List<String> regions =
        Stream.of("blue", "green")
            .map(name ->
                KubernetesCluster.of(KubernetesFolder.overlay("two-clusters").resolve(name)))
            .map(cluster -> cluster.file("nomad-config", "region.hcl"))
            .flatMap(text ->
                Pattern.compile("region +=.*").matcher(text).results().map(MatchResult::group))
            .toList();
    assertThat(regions).hasSize(2).doesNotHaveDuplicates();
    // A policy that names a namespace could let the other cluster in.
    assertThat(both)
        .filteredOn(object -> object.kind().equals("NetworkPolicy"))
        .allSatisfy(policy -> assertThat(policy.json().findValues("namespaceSelector")).isEmpty());
    // And no address of one names the other.
    assertThat(both)
        .extracting(object -> object.json().toString())
        .noneMatch(text -> text.contains("nomad-blue") && text.contains("nomad-green"));
  }

  @Test
  void everyToolIsScrapedWithItsOwnLabelsKept() {
    for (String overlay : List.of("single-cluster", "five-servers", "production")) {
      KubernetesCluster cluster = KubernetesCluster.of(KubernetesFolder.overlay(overlay));
      JsonNode ports = cluster.one("Service", "nomad-metrics").spec().path("ports");
      Set<Integer> served =
          cluster.tools().stream()
              .map(tool -> tool.at("/ports/0/containerPort").asInt())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(ports.valueStream().map(port -> port.path("port").asInt()))
          .containsExactlyInAnyOrderElementsOf(served);
      JsonNode endpoints = cluster.one("ServiceMonitor", "nomad").spec().path("endpoints");
      assertThat(endpoints.valueStream().map(endpoint -> endpoint.path("port").asString("")))
          .containsExactlyInAnyOrderElementsOf(
              ports.valueStream().map(KubernetesCluster::name).toList());
      assertThat(endpoints.valueStream())
          .allMatch(endpoint -> endpoint.path("honorLabels").asBoolean(false));
      assertThat(
              cluster
                  .one("NetworkPolicy", "nomad-metrics")
                  .json()
                  .at("/spec/ingress/0/ports")
                  .valueStream()
                  .map(port -> port.path("port").asInt()))
          .containsExactlyInAnyOrderElementsOf(served);
    }
  }
}
