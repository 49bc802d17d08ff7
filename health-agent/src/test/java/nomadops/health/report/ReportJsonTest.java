package nomadops.health.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.facts.Verdicts;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  private static final String NODE = "9fb4f880-e1f9-0133-861d-046685433001";
  private static final Instant SENT = Instant.parse("2026-11-27T12:33:30.123456Z");

  private static CheckReport check(Health status, String reason, Set<String> targets) {
    return new CheckReport(status, SENT.minusSeconds(60), reason, targets);
  }

  private static byte[] write(Map<String, CheckReport> checks) {
    return ReportJson.write(NODE, SENT, checks);
  }

  @Test
  void itIsWrittenAsItsDocumentationShows() {
    byte[] document =
        write(Map.of("internet", check(Health.FAIL, "no answer", Set.of("b:443", "a:443"))));

    assertThat(new String(document, UTF_8))
        .isEqualTo(
            "{\"version\":1,\"node\":\"9fb4f880-e1f9-0133-861d-046685433001\","
                + "\"sent\":\"2026-11-27T12:33:30.123Z\",\"checks\":{\"internet\":{\"status\":\"fail\","
                + "\"since\":\"2026-11-27T12:32:30.123Z\",\"reason\":\"no answer\","
                + "\"failedTargets\":[\"a:443\",\"b:443\"]}}}");
  }

  @Test
  void whatItSaysIsRead() throws BadReport {
    NodeReport report =
        ReportReader.read(
            write(
                Map.of(
                    "docker", check(Health.FAIL, "it hangs", Set.of()),
                    "internet", check(Health.FAIL, "no answer", Set.of("a:443")),
                    "disk", check(Health.OK, "well", Set.of()),
                    "clock", check(Health.UNKNOWN, "silent", Set.of("t:123")))));

    assertThat(report)
        .isEqualTo(
            new NodeReport(
                NODE,
                Instant.parse("2026-11-27T12:33:30.123Z"),
                Map.of(
                    "docker", Verdicts.fail(),
                    "internet", Verdicts.fail("a:443"),
                    "disk", Verdicts.ok(),
                    "clock", Verdicts.unknown())));
  }

  @Test
  void whatHasTooManyWordsStillNamesTargets() {
    Map<String, CheckReport> checks = new HashMap<>();
    Set<String> targets = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      targets.add("\"%03d".formatted(i) + "\u2028\"\\ü".repeat(60));
    }
    for (int i = 0; i < 100; i++) {
      checks.put(
          "z".repeat(60) + "%03d".formatted(i), check(Health.FAIL, "€".repeat(200), targets));
    }
    byte[] document = write(checks);

    assertThat(document).hasSizeLessThanOrEqualTo(Bounds.LONGEST);
    assertThat(ReadBack.verdicts(document).values())
        .hasSize(Bounds.CHECKS)
        .allSatisfy(verdict -> {
          assertThat(verdict.health()).isEqualTo(Health.FAIL);
          assertThat(verdict.failedTargets())
              .isNotEmpty()
              .contains(Bounds.cut(targets.iterator().next(), Bounds.TARGET));
        });
  }

  @Test
  void ofTooManyChecksThoseThatFailAreTold() {
    Map<String, CheckReport> checks = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      checks.put("well-" + i, check(Health.OK, "", Set.of()));
    }
    checks.put("zz-sick", check(Health.FAIL, "it is sick", Set.of()));

    assertThat(ReadBack.verdicts(write(checks)))
        .hasSize(Bounds.CHECKS)
        .containsEntry("zz-sick", Verdicts.fail());
  }

  @Test
  void brokenTextIsWrittenAsWhatCanBeRead() {
    assertThat(
            ReadBack.verdicts(
                write(Map.of("a\ud800", check(Health.FAIL, "\udc00x", Set.of("b\ud83d\n"))))))
        .containsEntry("a?", Verdicts.fail("b? "));
    assertThat(Bounds.cut("ab😀", 3)).isEqualTo("ab");
  }

  @Test
  void noOtherNodeCanBeSpokenOf() {
    assertThatThrownBy(() -> ReportJson.write("../x", SENT, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node id is \"../x\"");
  }
}
