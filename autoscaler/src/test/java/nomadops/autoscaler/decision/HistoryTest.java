package nomadops.autoscaler.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import nomadops.autoscaler.decision.History.Question;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final History history = new History(10);

  private JsonNode asked(Optional<String> pool, Optional<String> job, int limit) {
    return JSON.valueToTree(history.document(new Question(pool, job, limit)));
  }

  private JsonNode all() {
    return asked(Optional.empty(), Optional.empty(), 100);
  }

  private static List<String> did(JsonNode answer) {
    return answer.path("decisions").valueStream().map(one -> one.path("did").asString()).toList();
  }

  @Test
  void aQuietNightIsOneEntryThatTellsItsSpan() {
    for (int second = 0; second < 3_600; second += 10) {
      history.decided(
          Told.of("batch", second).size(3).waits("etl", 1 + second % 7, second % 30).report());
    }

    JsonNode entry = all().path("decisions");
    assertThat(entry).hasSize(1);
    assertThat(entry.path(0).path("from").asString()).isEqualTo("2026-11-27T00:00:00Z");
    assertThat(entry.path(0).path("to").asString()).isEqualTo("2026-11-27T00:59:50Z");
    assertThat(entry.path(0).path("times").asInt()).isEqualTo(360);
    assertThat(entry.path(0).path("queued").toString()).isEqualTo("{\"least\":1,\"most\":7}");
    assertThat(entry.path(0).path("decision").path("at").asString())
        .as("the last of them is kept whole")
        .isEqualTo("2026-11-27T00:59:50Z");
  }

  @Test
  void anAgeThatGrowsIsNoNewReasonButAnotherReasonIs() {
    history.decided(Told.of("batch", 0).heldBack("the queue was last seen 91 s ago").report());
    history.decided(Told.of("batch", 1).heldBack("the queue was last seen 92 s ago").report());
    history.decided(Told.of("batch", 2).heldBack("paused: by ada").report());
    history.decided(Told.of("batch", 3).heldBack("the queue was last seen 3 s ago").report());

    assertThat(did(all()))
        .containsExactly(
            "not grown: the queue was last seen 3 s ago",
            "not grown: paused: by ada",
            "not grown: the queue was last seen 92 s ago");
  }

  @Test
  void aLimitIsTheReasonWhereItBindsWhetherOrNotSomethingWasDone() {
    history.decided(Told.of("batch", 0).launches(0, 6).limited(7, 6, "max is 6").report());
    history.decided(Told.of("batch", 1).waits("etl", 2, 1).limited(1, 0, "max is 6").report());
    history.decided(Told.of("batch", 2).waits("etl", 2, 1).limited(0, 1, "min is 1").report());

    assertThat(did(all()))
        .containsExactly(
            "not grown: of 2 that wait 0 have a place, 0 are too young, the rest starts in time",
            "not grown: new nodes 1 becomes 0: max is 6",
            "launch 6 in spot (0 to 6): it is needed; limited: new nodes 7 becomes 6: max is 6");
  }

  @Test
  void theNewestComesFirstOverAllPoolsAndNoMoreThanAskedFor() {
    history.decided(Told.of("batch", 0).launches(0, 1).report());
    history.decided(Told.of("gpu", 1).launches(0, 2).report());
    history.decided(Told.of("batch", 2).launches(1, 3).report());

    assertThat(did(asked(Optional.empty(), Optional.empty(), 2)))
        .containsExactly(
            "launch 2 in spot (1 to 3): it is needed", "launch 2 in spot (0 to 2): it is needed");
    assertThat(asked(Optional.empty(), Optional.empty(), 2).path("left_off").asInt()).isEqualTo(1);
    assertThat(did(asked(Optional.of("gpu"), Optional.empty(), 9))).hasSize(1);
  }

  @Test
  void aBusyQueueDoesNotWashAwayWhatWasDone() {
    history.decided(Told.of("batch", 0).launches(0, 1).report());
    for (int second = 1; second < 200; second++) {
      history.decided(Told.of("batch", second).size(second).report());
    }

    assertThat(did(all())).hasSize(10).last().asString().startsWith("launch 1 in spot");
  }

  @Test
  void itNeverKeepsMoreThanItShould() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int second = 0; second < 3_000; second++) {
      Told told = Told.of("p" + random.nextInt(2), second).size(random.nextInt(4));
      history.decided(random.nextInt(3) == 0 ? told.launches(0, 1).report() : told.report());
      history.turned(
          Told.START.plusSeconds(second),
          List.of(skipped("job-" + random.nextInt(60), "too large")),
          Duration.ZERO);
    }
    assertThat(all().path("decisions").size()).as("seed %d", seed).isEqualTo(20);
    assertThat(all().path("skipped").size()).as("seed %d", seed).isLessThanOrEqualTo(20);

    history.follow(List.of("p1"));
    history.keep(3);
    assertThat(all().path("decisions").size()).as("seed %d", seed).isEqualTo(3);
    history.keep(0);
    history.decided(Told.of("p1", 4_000).report());
    assertThat(all().path("decisions").size()).isZero();
  }

  @Test
  void whoeverWaitedInTheMiddleOfAnEntryIsFoundWithTheLongestWait() {
    history.decided(Told.of("batch", 0).report());
    history.decided(Told.of("batch", 1).waits("etl/dispatch-1-a", 4, 1).report());
    history.decided(
        Told.of("batch", 2)
            .waits("etl/dispatch-1-a", 2, 2)
            .waits("etl/dispatch-2-b", 1, 0)
            .report());
    history.decided(Told.of("batch", 3).report());
    history.decided(Told.of("batch", 4).launches(0, 1).report());

    JsonNode found = asked(Optional.empty(), Optional.of("etl/dispatch-1-a"), 9);
    assertThat(found.path("decisions")).hasSize(1);
    assertThat(found.path("decisions").path(0).path("waited").toString())
        .isEqualTo(
            "[{\"job\":\"default/etl\",\"group\":\"work\",\"most\":4,\"longest_wait_seconds\":2}]");
    assertThat(asked(Optional.empty(), Optional.of("other"), 9).path("decisions")).isEmpty();
  }

  @Test
  void whatNoNodeWouldHelpHasItsSpanToo() {
    history.turned(Told.START, List.of(skipped("huge", "asks 9 GB")), Duration.ZERO);
    history.turned(
        Told.START.plusSeconds(10), List.of(skipped("huge", "asks 9 GB")), Duration.ZERO);
    history.turned(Told.START.plusSeconds(20), List.of(), Duration.ZERO);
    history.turned(
        Told.START.plusSeconds(30), List.of(skipped("huge", "asks 9 GB")), Duration.ZERO);

    JsonNode skipped = asked(Optional.empty(), Optional.of("huge"), 9).path("skipped");
    assertThat(skipped).hasSize(2);
    assertThat(skipped.path(0).path("from").asString()).isEqualTo("2026-11-27T00:00:30Z");
    assertThat(skipped.path(1).path("from").asString()).isEqualTo("2026-11-27T00:00:00Z");
    assertThat(skipped.path(1).path("to").asString()).isEqualTo("2026-11-27T00:00:10Z");
    assertThat(skipped.path(1).path("reason").asString()).isEqualTo("asks 9 GB");
  }

  private static Unscalable skipped(String job, String reason) {
    return new Unscalable(JobKey.inDefault(job), "g", 1, Unscalable.Why.TOO_LARGE, reason);
  }
}
