package nomadops.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.leader.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StatusViewTest {
  private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");

  private static String page(Snapshot snapshot) {
    StatusView view = new StatusView("gc", "1.2.3", Overview.of("Purges.").at("Nomad at x"));
    Samples samples = new Samples(List.of(), () -> 0);
    return PageText.html(
        "gc", view.sections(snapshot, samples), view.said(snapshot), List.of("/status"), NOW);
  }

  private static Snapshot snapshot(Map<String, ?> status, List<Hold> holds) {
    return new Snapshot(
        Map.of(),
        Map.of("nomad", "no list yet"),
        Optional.of(new Standing(false, "pod-1", "another holds the lock")),
        "Waits.",
        holds,
        List.of(Decision.at(NOW.minusSeconds(180), "purge", "default/j", "it is old", "purged")),
        JsonMapper.builder().build().valueToTree(status));
  }

  @Test
  void theFirstScreenfulSaysHowItIsWhatItDoesWaitsForAndDecided() {
    String page = page(snapshot(Map.of(), List.of(new Hold("broker paused", "by an operator"))));
    assertThat(page)
        .containsSubsequence(
            "nomad-ops gc",
            "1.2.3",
            "Nomad at x",
            "live",
            "not ready",
            "nomad: no list yet",
            "waiting",
            "another holds the lock (pod-1)",
            "Does now",
            "Waits.",
            "Waits for",
            "broker paused: by an operator",
            "Decided",
            "<time datetime=\"2026-11-27T02:57:00Z\" title=\"2026-11-27T02:57:00Z\">3 min ago</time>",
            "purge",
            "default/j",
            "it is old",
            "purged",
            "Details")
        .contains("gc: live, not ready, waiting.");
  }

  @Test
  void nothingToWaitForIsSaidToo() {
    assertThat(page(snapshot(Map.of(), List.of()))).contains("nothing", "Nothing holds it.");
  }

  @Test
  void whatTheOverviewDoesNotNameIsStillShown() {
    String page =
        page(
            snapshot(
                Map.of(
                    "unheard_of",
                    Map.of("deep", List.of(Map.of("a", 1, "at", "2026-11-27T02:59:00Z"))),
                    "waits_for",
                    "told by the tool itself"),
                List.of()));
    assertThat(page)
        .contains("unheard of", "deep", "1 min ago", "told by the tool itself")
        .contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>");
  }

  @Test
  void aStructureOfManyValuesIsFoldedAwayAtFirst() {
    List<Integer> many = java.util.stream.IntStream.range(0, 100).boxed().toList();
    assertThat(page(snapshot(Map.of("many", many), List.of())))
        .contains("<details class=\"box\"><summary>");
    assertThat(page(snapshot(Map.of("few", List.of(1)), List.of())))
        .contains("<details class=\"box\" open=\"\"><summary>");
  }

  @ParameterizedTest
  @CsvSource({
    "0, now",
    "59, 59 s ago",
    "60, 1 min ago",
    "3599, 59 min ago",
    "3600, 1 h ago",
    "172800, 2 days ago",
    "-30, in 30 s",
    "-7200, in 2 h"
  })
  void timesAreToldAsPeopleTellThem(long seconds, String words) {
    assertThat(Ago.text(NOW.minus(Duration.ofSeconds(seconds)), NOW)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', 0",
    "1234567, '', '1,234,567'",
    "12345678, '', 12.3 M",
    "4.6, /s, 4.60/s",
    "0.005, s, 5 ms",
    "90, s, 90 s",
    "600, s, 10 min",
    "7200, s, 2 h",
    "1500000, B, 1.50 MB",
    "3, jobs, 3 jobs",
    "NaN, s, \u2013"
  })
  void figuresFitACard(double value, String unit, String words) {
    assertThat(Quantity.text(value, unit)).isEqualTo(words);
  }
}
