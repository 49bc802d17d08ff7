package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import nomadops.gc.policy.KeepLast;
import nomadops.gc.policy.Retention;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Problems;
import nomadops.runtime.config.Reload;
import nomadops.runtime.config.Resolution;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Settings;
import nomadops.runtime.config.YamlFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A rule file as it is read: what is wrong is named with its line, and nothing is guessed.
class RulesParserTest {
  @Test
  void aRuleMayCountRunsWithOrWithoutATime() throws BadValue {
    List<RetentionRule> rules =
        rules(
            """
            - {name: a, parent: nightly, keep-last: 5}
            - {name: b, parent: '?*', keep-last-successes: 2, keep-last-failures: 9, keep-for: 1d}
            """);
    assertThat(rules.getFirst().last()).isEqualTo(new KeepLast(5, 0, 0));
    assertThat(rules.getFirst().retention()).isEqualTo(new Retention.KeepAsDefault());
    assertThat(rules.getLast().last()).isEqualTo(new KeepLast(0, 2, 9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, outcome: [], keep-for: 1d} | an empty outcome, which matches nothing",
        "{name: a, type: [], keep-for: 1d} | an empty type, which matches nothing",
        "{name: a} | says not how long",
        "{name: a, keep-for: 1d, keep: forever} | has both keep-for and keep",
        "{name: a, parent: p, keep-last: 2, keep: forever} | keep-last changes nothing",
        "{name: a, parent: p, keep-last: 0} | write a whole number from 1 to 1000",
        "{name: a, keep-last: 5} | add parent: '?*'",
        "{name: a, parent: '*', keep-last: 5} | add parent: '?*'",
        "{name: a, parent: p, type: [service], keep-for: 1d} | type service, which has no children",
        "{name: a, parent: p, outcome: [failed], keep-last-successes: 1} | leaves out complete",
        "{name: a, parent: p, outcome: [complete], keep-last-failures: 1} | leaves out failed and lost",
        "{name: a, type: [other], keep-for: 1d} | is never collected",
        "{name: a, unstopped: true, keep-for: 1d} | add type: [service]",
        "{name: a, unstopped: true, type: [service, batch], keep-for: 1d} | add type: [service]",
        "{name: a, parnet: p, keep-for: 1d} | did you mean \"parent\"?",
      })
  void aRuleThatCanMatchNothingIsRefusedWithItsLine(String rule, String told) throws BadValue {
    String fault = faults("- {name: first, namespace: x, keep-for: 1d}\n- " + rule + "\n");
    assertThat(fault).contains("gc.yaml:3:").contains("retention[1]").contains(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, keep-for: 1d} | {name: b, id: x, keep-for: 2d}",
        "{name: a, namespace: ci-*, keep-for: 1d} | {name: b, namespace: ci-1?, keep-for: 2d}",
        "{name: a, outcome: [failed, lost], keep-for: 1d} | {name: b, outcome: [lost], keep: forever}",
        "{name: a, type: [batch, sysbatch], keep-for: 1d} | {name: b, type: [batch], parent: x, keep-last: 3}",
        "{name: a, meta: {team: '*'}, keep-for: 1d} | {name: b, meta: {team: core, x: y}, keep-for: 2d}",
      })
  void aRuleThatIsNeverReachedIsRefusedWithBothLines(String first, String second) throws BadValue {
    assertThat(
            faults(
                "- "
                    + first
                    + "\n- {name: m, id: m, meta: {m: m}, keep-for: 1d}\n- "
                    + second
                    + "\n"))
        .contains("gc.yaml:4:3: retention[2]: rule \"b\" is never reached")
        .contains("rule \"a\" at gc.yaml:2:3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, outcome: [failed], keep-for: 1d} | {name: b, outcome: [failed, lost], keep-for: 2d}",
        "{name: a, parent: '?*', keep-for: 1d} | {name: b, keep-for: 2d}",
        "{name: a, type: [batch], keep-for: 1d} | {name: b, keep-for: 2d}",
        "{name: a, meta: {team: core}, keep-for: 1d} | {name: b, meta: {team: '*'}, keep-for: 2d}",
        "{name: a, keep-for: 1d} | {name: b, type: [service], unstopped: true, keep-for: 30d}",
      })
  void aRuleThatIsReachedIsTaken(String first, String second) throws BadValue {
    assertThat(rules("- " + first + "\n- " + second + "\n")).hasSize(2);
  }

  @Test
  void twoRulesOfOneNameAreToldApartByNobody() throws BadValue {
    assertThat(faults("- {name: a, id: x, keep-for: 1d}\n- {name: a, id: y, keep-for: 1d}\n"))
        .contains("gc.yaml:3:3: retention[1]: has the name \"a\" of the rule at gc.yaml:2:3");
  }

  @Test
  void aReloadKeepsTheOldRulesAndSaysWhy() throws BadValue {
    Resolved current = (Resolved) read("- {name: a, id: x, keep-for: 1d}\n");
    Resolution next = read("- {name: a, keep-for: 1d}\n- {name: b, id: x, keep-for: 2d}\n");
    assertThat(Reload.decide(current, next))
        .asInstanceOf(type(Reload.Keep.class))
        .satisfies(kept ->
            assertThat(kept.reason())
                .contains("gc.yaml:3:3")
                .contains("gc.yaml:2:3")
                .contains("is never reached"));
  }

  private static List<RetentionRule> rules(String yaml) throws BadValue {
    Resolution read = read(yaml);
    assertThat(read).isInstanceOf(Resolved.class);
    return ((Resolved) read).get(GcSettings.RETENTION);
  }

  private static String faults(String yaml) throws BadValue {
    Resolution read = read(yaml);
    assertThat(read).isInstanceOf(Problems.class);
    return ((Problems) read).text();
  }

  private static Resolution read(String yaml) throws BadValue {
    return Settings.resolve(
        Catalogue.of("gc", GcSettings.RETENTION),
        Map.of(),
        Map.of(),
        YamlFile.topLevel("gc.yaml", "retention:\n" + yaml));
  }
}
