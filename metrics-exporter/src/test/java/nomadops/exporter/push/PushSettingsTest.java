package nomadops.exporter.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Problems;
import nomadops.runtime.config.Resolution;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Settings;
import nomadops.runtime.config.YamlFile;
import org.junit.jupiter.api.Test;

class PushSettingsTest {
  private static final Catalogue CATALOGUE = new Catalogue("exporter", PushSettings.ALL);

  @Test
  void withoutAnEndpointNothingIsPushed() throws BadValue {
    assertThat(PushSettings.terms((Resolved) resolve("{}"), Map.of())).isEmpty();
  }

  @Test
  void anEndpointWithoutAPathHasTheUsualOne() throws BadValue {
    PushTerms terms = terms("otlp-endpoint: http://collector:4318\notlp-interval: 15s");
    assertThat(terms.endpoint()).isEqualTo(URI.create("http://collector:4318/v1/metrics"));
    assertThat(terms.interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(terms("otlp-endpoint: https://u:p@x/api/v1/otlp/v1/metrics").shown())
        .isEqualTo("https://x/api/v1/otlp/v1/metrics");
    assertThat(terms("otlp-endpoint: https://x/").interval()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void headersAreReadAndNeverShown() throws BadValue {
    Resolved settings =
        (Resolved)
            resolve(
                "otlp-endpoint: http://x\notlp-headers: [\"Authorization=Basic a2V5==\", X-Scope=7]");
    assertThat(PushSettings.terms(settings, Map.of()).orElseThrow().headers())
        .isEqualTo(Map.of("Authorization", "Basic a2V5==", "X-Scope", "7"));
    assertThat(settings.summary().toString()).doesNotContain("a2V5");
  }

  @Test
  void aFaultDoesNotGiveASecretAway() throws BadValue {
    Problems problems =
        (Problems) resolve("otlp-headers: [hunter2, \"A b=hunter3\", \"A=hunter4\\n\"]");
    assertThat(problems.list()).hasSize(2);
    assertThat(problems.text())
        .contains("otlp-headers[0]: has no = between", "otlp-headers[1]: has a character")
        .doesNotContain("hunter");
  }

  private static PushTerms terms(String yaml) throws BadValue {
    return PushSettings.terms((Resolved) resolve(yaml), Map.of()).orElseThrow();
  }

  private static Resolution resolve(String yaml) throws BadValue {
    return Settings.resolve(
        CATALOGUE, Map.of(), Map.of(), YamlFile.topLevel("exporter.yaml", yaml));
  }
}
