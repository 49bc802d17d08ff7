package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is in deploy/kubernetes is YAML, is rendered, and is what the API servers take. */
class KubernetesManifestsTest {

  @Test
  void everyFileIsYaml() {
    assertThat(KubernetesFolder.files())
        .hasSizeGreaterThan(30)
        .allSatisfy(file ->
            assertThat(KubernetesObject.documents(KubernetesFolder.text(file))).isNotEmpty());
  }

  /** Patches and settings are no objects of their own. */
  @Test
  void whatIsAnObjectAsItIsWrittenFitsItsSchema() {
    List<KubernetesObject> whole = new ArrayList<>();
    for (Path file : KubernetesFolder.files()) {
      KubernetesObject.documents(KubernetesFolder.text(file)).stream()
          .filter(JsonNode::isObject)
          .map(KubernetesObject::new)
          .filter(object -> !object.name().isEmpty())
          .filter(object -> !KubernetesFolder.text(file).contains("# A patch."))
          .forEach(whole::add);
    }
    assertThat(whole).hasSizeGreaterThan(15);
    assertThat(whole).extracting(KubernetesSchema::fault).containsOnly(Optional.empty());
  }

  @Test
  void everythingThatIsAppliedFitsItsSchema() {
    Optional<String> missing = KubernetesFolder.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    for (Path root : KubernetesFolder.roots()) {
      List<KubernetesObject> objects = KubernetesFolder.rendered(root);
      assertThat(objects).as("%s", root).hasSizeGreaterThan(10);
      assertThat(objects)
          .as("%s", root)
          .extracting(KubernetesSchema::fault)
          .containsOnly(Optional.empty());
    }
  }

  @Test
  void aMisspeltFieldIsFound() {
    KubernetesObject service = first("base/services.yaml");
    ((ObjectNode) service.spec()).put("publishNotReadyAdresses", true);
    assertThat(KubernetesSchema.fault(service))
        .hasValueSatisfying(fault -> assertThat(fault).contains("publishNotReadyAdresses"));

    KubernetesObject set = first("base/statefulset.yaml");
    ((ObjectNode) set.json().at("/spec/template/spec/containers/0/livenessProbe"))
        .put("periodSecond", 1);
    assertThat(KubernetesSchema.fault(set))
        .hasValueSatisfying(fault -> assertThat(fault).contains("periodSecond"));

    KubernetesObject monitor = first("components/monitoring/servicemonitor.yaml");
    ((ObjectNode) monitor.json().at("/spec/endpoints/0")).put("honourLabels", true);
    assertThat(KubernetesSchema.fault(monitor))
        .hasValueSatisfying(fault -> assertThat(fault).contains("honourLabels"));

    KubernetesObject rule = first("components/monitoring/prometheusrule.yaml");
    ((ObjectNode) rule.json().at("/spec/groups/0/rules/0")).put("severity", "critical");
    assertThat(KubernetesSchema.fault(rule))
        .hasValueSatisfying(fault -> assertThat(fault).contains("severity"));
  }

  @Test
  void whatIsMissingOrOfAnotherTypeIsFound() {
    KubernetesObject service = first("base/services.yaml");
    ((ObjectNode) service.json().at("/spec/ports/0")).remove("port");
    assertThat(KubernetesSchema.fault(service)).isPresent();
    KubernetesObject set = first("base/statefulset.yaml");
    ((ObjectNode) set.spec()).remove("selector");
    assertThat(KubernetesSchema.fault(set)).isPresent();
    KubernetesObject budget = first("base/pdb.yaml");
    ((ObjectNode) budget.spec()).putArray("selector");
    assertThat(KubernetesSchema.fault(budget)).isPresent();
    KubernetesObject policy = first("base/networkpolicy.yaml");
    ((ArrayNode) policy.json().at("/spec/ingress/0/ports")).addObject().put("ports", 1);
    assertThat(KubernetesSchema.fault(policy)).isPresent();
    ((ObjectNode) policy.json()).put("kind", "NetworkPolizy");
    assertThat(KubernetesSchema.fault(policy))
        .hasValueSatisfying(fault -> assertThat(fault).contains("no such kind"));
  }

  private static KubernetesObject first(String file) {
    return KubernetesObject.all(KubernetesFolder.text(KubernetesFolder.FOLDER.resolve(file)))
        .getFirst();
  }
}
