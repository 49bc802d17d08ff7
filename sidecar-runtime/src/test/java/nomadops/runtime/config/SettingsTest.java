package nomadops.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void allFaultsOfAllSourcesAreReportedAtOnceWithTheNearestRightAnswer() throws BadValue {
    Node.Mapping file =
        YamlFile.topLevel(
            "gc.yaml",
            """
            keep-four: 4h
            keep-for: 4
            window: 100
            dry-run: on
            retention:
              - id: ci-*
                keep-fro: 30m
              - keep-for: soon
              - id: x
            """);
    Resolution resolution =
        Settings.resolve(
            Sample.CATALOGUE,
            Map.of("mode", "corteous"),
            Map.of("NOMAD_OPS_GC_BUFFER", "64 parsecs"),
            file);

    assertThat(((Problems) resolution).text())
        .isEqualTo(
            """
            the configuration has 10 faults:
              gc.yaml:1:1: keep-four: is not a known key; did you mean "keep-for"?
              gc.yaml:2:11: keep-for: "4" has no unit; write 4s, 4m or 4h
              flag --mode: mode: "corteous" is not known; did you mean "courteous"? write one of courteous, normal, full-speed
              gc.yaml:3:9: window: "100" is out of range; write a whole number from 1 to 64, e.g. 64
              gc.yaml:4:10: dry-run: "on" is not a boolean; write true
              environment NOMAD_OPS_GC_BUFFER: buffer: "64 parsecs" has the unknown unit "parsecs"; write e.g. 64MiB, 10MB or 1024
              gc.yaml:7:5: retention[0].keep-fro: is not a known field; did you mean "keep-for"?
              gc.yaml:8:5: retention[1].id: is missing; add "id: <glob>"
              gc.yaml:8:15: retention[1].keep-for: "soon" is not a duration; write e.g. 30s, 4h or 1d12h
              gc.yaml:9:5: retention[2]: keeps nothing; give keep-for or keep-last\
            """
                .stripTrailing());
  }

  @Test
  void oneFileServesAllCommandsOfATool() throws BadValue {
    Catalogue whole = Sample.CATALOGUE;
    Setting<?> own = whole.find("window").orElseThrow();
    Catalogue part = Catalogue.of(whole.process(), own).within(whole);

    assertThat(resolved(part, "window: 7\nkeep-for: nonsense\n")).isInstanceOf(Resolved.class);
    assertThat(((Problems) resolved(part, "window: 7\nkeep-four: 4h\n")).text())
        .contains("keep-four: is not a known key");
    assertThat(
            ((Problems)
                    Settings.resolve(
                        part, Map.of("keep-for", "4h"), Map.of(), YamlFile.topLevel("gc.yaml", "")))
                .text())
        .contains("flag --keep-for: keep-for: is not a known option");
  }

  private static Resolution resolved(Catalogue catalogue, String yaml) throws BadValue {
    return Settings.resolve(catalogue, Map.of(), Map.of(), YamlFile.topLevel("gc.yaml", yaml));
  }

  @Test
  void structuredValuesAreTypedAndRemembered() throws BadValue {
    Resolved resolved =
        resolve(
            "retention:\n  - {id: ci-*, keep-for: 30m}\n  - id: '*'\n    keep-last: 3\n",
            Map.of(),
            Map.of());

    assertThat(resolved.get(Sample.RETENTION))
        .containsExactly(
            new Sample.Rule(new Glob("ci-*"), Duration.ofMinutes(30), 0),
            new Sample.Rule(new Glob("*"), Duration.ZERO, 3));
    assertThat(resolved.origin(Sample.RETENTION)).hasToString("file gc.yaml:2:3");
  }

  @Test
  void aStructureMayComeFromAFlagAsYaml() throws BadValue {
    Resolved resolved = resolve("", Map.of("retention", "[{id: a, keep-last: 2}]"), Map.of());

    assertThat(resolved.get(Sample.RETENTION))
        .containsExactly(new Sample.Rule(new Glob("a"), Duration.ZERO, 2));
  }

  @Test
  void listsAreSplitAtCommasOnTheCommandLine() throws BadValue {
    Resolved resolved = resolve("", Map.of("namespaces", "a, b,,c"), Map.of());

    assertThat(resolved.get(Sample.NAMESPACES)).containsExactly("a", "b", "c");
  }

  @Test
  void secretsNeverAppear() throws BadValue {
    Resolved resolved = resolve("", Map.of(), Map.of("OLD_WEBHOOK_KEY", "hunter2"));

    assertThat(resolved.get(Sample.WEBHOOK_KEY)).isEqualTo("hunter2");
    assertThat(ConfigPrint.rows(resolved).toString() + ConfigPrint.json(resolved))
        .contains("(redacted)", "environment OLD_WEBHOOK_KEY")
        .doesNotContain("hunter2");
    assertThat(resolved.summary().toString()).doesNotContain("hunter2");
  }

  @Test
  void aFaultInASecretDoesNotShowIt() throws BadValue {
    Setting<Integer> pin = Setting.of("pin", Parsers.integer(0, 9)).asSecret();
    Resolution resolution =
        Settings.resolve(
            Catalogue.of("x", pin),
            Map.of("pin", "hunter2"),
            Map.of(),
            YamlFile.topLevel("x.yaml", ""));

    assertThat(((Problems) resolution).text())
        .contains("flag --pin: pin: has an unfit value (redacted)")
        .doesNotContain("hunter2");
  }

  @Test
  void anEmptyEnvironmentVariableIsNotSet() throws BadValue {
    Resolved resolved = resolve("", Map.of(), Map.of("NOMAD_OPS_GC_WINDOW", ""));

    assertThat(resolved.origin(Sample.WINDOW)).hasToString("default");
  }

  @Test
  void whatKubernetesInjectsIsNoFaultButAMisspellingIsWorthAWarning() throws BadValue {
    Resolved resolved =
        resolve(
            "",
            Map.of(),
            Map.of("NOMAD_OPS_GC_SERVICE_HOST", "10.0.0.1", "NOMAD_OPS_GC_KEEP_FRO", "4h"));

    assertThat(resolved.warnings())
        .containsExactly(
            "environment NOMAD_OPS_GC_KEEP_FRO is not used; did you mean NOMAD_OPS_GC_KEEP_FOR?");
  }

  @Test
  void aListWhereOneValueBelongsIsNamed() throws BadValue {
    Resolution resolution =
        Settings.resolve(
            Sample.CATALOGUE,
            Map.of(),
            Map.of(),
            YamlFile.topLevel("gc.yaml", "window: [1, 2]\nkeep-for:\n"));

    assertThat(((Problems) resolution).list().stream().map(Problem::toString))
        .containsExactly(
            "gc.yaml:2:10: keep-for: has no value; write e.g. 30s, 4h or 1d12h, or remove the key for the default",
            "gc.yaml:1:9: window: is a list of 2 where one int belongs; write a whole number from 1 to 64");
  }

  static Resolved resolve(String yaml, Map<String, String> flags, Map<String, String> environment)
      throws BadValue {
    return Settings.resolve(
            Sample.CATALOGUE, flags, environment, YamlFile.topLevel("gc.yaml", yaml))
        .orThrow();
  }

  static List<String> keys() {
    return Sample.CATALOGUE.settings().stream().<String>map(Setting::key).toList();
  }
}
