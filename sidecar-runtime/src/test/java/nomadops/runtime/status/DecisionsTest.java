package nomadops.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionsTest {
  private static final Instant START = Instant.parse("2026-11-27T03:00:00Z");

  private static Decision at(int second, String what, String about, String outcome) {
    return Decision.at(START.plusSeconds(second), what, about, "why " + second, outcome);
  }

  @Test
  void aThousandPurgesAreOneLineThatNamesTheNewest() {
    Decisions kept = new Decisions(10);
    for (int i = 0; i < 1_000; i++) {
      kept.addToRun(at(i, "purge", "job-" + i, "purged"));
    }
    assertThat(kept.newestFirst())
        .containsExactly(
            new Decision(
                START, START.plusSeconds(999), 1_000, "purge", "job-999", "why 999", "purged"));
  }

  @Test
  void whatComesBetweenStaysInSightAndTheCountGoesOn() {
    Decisions kept = new Decisions(10);
    kept.addToRun(at(1, "purge", "a", "purged"));
    kept.addToRun(at(2, "purge", "b", "refused"));
    kept.addToRun(at(3, "purge", "c", "purged"));
    assertThat(kept.newestFirst())
        .extracting(Decision::about, Decision::times)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("c", 2L),
            org.assertj.core.groups.Tuple.tuple("b", 1L));
  }

  @Test
  void decisionsOnDifferentSubjectsAreLinesOfTheirOwn() {
    Decisions kept = new Decisions(10);
    kept.add(at(1, "drain", "i-1", "done"));
    kept.add(at(2, "drain", "i-2", "done"));
    kept.add(at(3, "drain", "i-1", "done"));
    assertThat(kept.newestFirst()).extracting(Decision::about).containsExactly("i-1", "i-2");
  }

  @Test
  void onlySoManyAreKept() {
    Decisions kept = new Decisions(3);
    for (int i = 0; i < 50; i++) {
      kept.add(at(i, "act-" + i, "", ""));
    }
    assertThat(kept.newestFirst())
        .extracting(Decision::what)
        .isEqualTo(List.of("act-49", "act-48", "act-47"));
  }
}
