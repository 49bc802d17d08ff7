package nomadops.deploy;

import java.nio.file.Path;
import nomadops.runtime.Golden;
import org.junit.jupiter.api.Test;

/** The PrometheusRule says what the rules' file says; there is one place to change them. */
class KubernetesMonitoringTest {
  private static final Path RESOURCE =
      KubernetesFolder.FOLDER.resolve("components/monitoring/prometheusrule.yaml");
  private static final String HEAD =
      """
      # Rendered from deploy/prometheus/nomad-ops.rules.yml by the build (KubernetesMonitoringTest): change that file, not this one.
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata:
        name: nomad-ops
      spec:
      """;

  @Test
  void thePrometheusRuleIsRenderedFromTheRules() {
    String rules = KubernetesFolder.text(DeployedRules.RULES);
    StringBuilder resource = new StringBuilder(HEAD);
    rules
        .substring(rules.indexOf("groups:"))
        .lines()
        .forEach(line -> resource.append(line.isBlank() ? "" : "  ").append(line).append('\n'));
    Golden.matches(RESOURCE, resource.toString());
  }
}
