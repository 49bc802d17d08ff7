package nomadops.exporter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import nomadops.client.model.JobKey;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.Test;

/// The watch over a simulated cluster, held against what the API itself says.
class ClusterWatchTest {
  @Test
  void countsAreThoseOfTheApiWhileEventsAloneKeepThem() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("before", "batch", "10s", 3);
      rig.untilReady();
      for (int i = 0; i < 20; i++) {
        rig.runs("short-" + i, "batch", "5s", 2);
      }
      rig.runs("service", "service", "1h", 4);
      rig.runs("too-big/dispatch-1-a", "batch", "1h", 500);

      rig.until("some wait", () -> rig.of(JobFamilies.QUEUED, "default") > 0);
      isTrue(rig);
      // An evaluation that was blocked at this very instant is of age 0 until time moves on.
      rig.until("time passed", () -> rig.of(JobFamilies.BLOCKED_OLDEST, "default") > 0);
      assertThat(rig.of(JobFamilies.FAILED_GROUPS, "default", "dimension"))
          .isEqualTo(rig.nomad.state().evaluations("blocked"));
      assertThat(rig.of(JobFamilies.JOB_QUEUED, "default", "too-big", "g")).isPositive();
      rig.untilSwept();
      assertThat(drift(rig)).as("lists had nothing to tell that events had not told").isZero();
    }
  }

  @Test
  void whatNomadDeletesInSilenceIsGoneAfterTheNextSweep() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.untilReady();
      for (int i = 0; i < 5; i++) {
        rig.runs("short-" + i, "batch", "5s", 2);
      }
      rig.until("dead", () -> rig.of(JobFamilies.JOBS, "default", "batch", "dead") == 5);
      put(rig, "/v1/system/gc");
      rig.untilSwept();

      isTrue(rig);
      assertThat(rig.view.size(Kind.ALLOCATION)).isZero();
      assertThat(rig.counts.swept(Kind.ALLOCATION)).isPositive();
      assertThat(rig.of(JobFamilies.ENDS, "default", "complete"))
          .as("what was counted stays counted")
          .isEqualTo(10);
    }
  }

  @Test
  void aPurgedJobIsGoneAtOnce() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("kept", "batch", "1h", 1);
      rig.runs("purged", "batch", "1h", 1);
      rig.untilReady();
      rig.until("two", () -> rig.of(JobFamilies.JOBS, "default", "batch", "running") == 2);
      rig.client.jobs().purge(new JobKey("default", "purged"), OptionalInt.empty());
      rig.until("one", () -> rig.view.size(Kind.JOB) == 1);

      isTrue(rig);
    }
  }

  @Test
  void aStoppedJobIsNoPurgedOne() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("stopped", "service", "1h", 1);
      rig.untilReady();
      rig.client.jobs().stop(new JobKey("default", "stopped"), OptionalInt.empty());
      rig.until("dead", () -> rig.of(JobFamilies.JOBS, "default", "service", "dead") == 1);

      isTrue(rig);
    }
  }

  @Test
  void eventsThatAreLostShowAsDriftOnceAndAreMadeGood() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.untilReady();
      rig.nomad.faults().inject(Match.of("GET", "/v1/event/stream"), new Fault.DroppedEvents(2));
      rig.nomad.cutStreams();
      rig.untilSwept();
      for (int i = 0; i < 10; i++) {
        rig.runs("short-" + i, "batch", "5s", 2);
      }
      rig.until("dead", () -> rig.nomad.state().jobs("dead") == 10);
      rig.nomad.faults().clear();
      rig.untilSwept();
      isTrue(rig);
      long drift = drift(rig);

      rig.untilSwept();
      isTrue(rig);
      assertThat(drift).isPositive();
      assertThat(drift(rig)).as("nothing drifts any more").isEqualTo(drift);
    }
  }

  @Test
  void aRestartOfTheServerLosesNothing() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("service", "service", "1h", 4);
      rig.untilReady();
      rig.nomad.restart();
      rig.runs("after", "service", "1h", 2);

      rig.until("both", () -> rig.of(JobFamilies.JOBS, "default", "service", "running") == 2);
      rig.untilSwept();
      isTrue(rig);
    }
  }

  @Test
  void durationsAndRepairedCountersAreOfWhatHappenedWhileItWatched() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("before", "batch", "5s", 2);
      rig.until("dead", () -> rig.nomad.state().jobs("dead") == 1);
      rig.untilReady();
      isTrue(rig);
      double before = rig.of(JobFamilies.ENDS, "default", "complete");
      long timed = rig.observed.of(JobFamilies.START);
      rig.runs("while", "batch", "5s", 3);
      rig.until("over", () -> rig.of(JobFamilies.ENDS, "default", "complete") == before + 3);

      assertThat(rig.observed.of(JobFamilies.START)).isEqualTo(timed + 3);
      assertThat(rig.observed.of(JobFamilies.EVALUATION_DURATION)).isPositive();
      assertThat(rig.observed.all)
          .filteredOn(one -> one.family().equals(JobFamilies.PLACEMENT))
          .hasSize(3)
          .allSatisfy(one -> assertThat(one.labels()).containsExactly("batch"));
    }
  }

  @Test
  void deadJobsAreJudgedAsNomadsCollectionDoes() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("over", "batch", "5s", 1);
      rig.runs("parent", "batch", "5s", 1);
      rig.untilReady();
      rig.until("dead", () -> rig.of(JobFamilies.JOBS, "default", "batch", "dead") == 2);
      assertThat(rig.of(CollectionFamilies.BLOCKED, "default", "batch", "young")).isEqualTo(2);
      assertThat(rig.of(CollectionFamilies.THRESHOLD, "job")).isEqualTo(4 * 3600);

      rig.clock.advance(Duration.ofHours(5));
      rig.until("overdue", () -> rig.of(CollectionFamilies.OVERDUE, "default", "batch") == 2);
      assertThat(rig.of(CollectionFamilies.ELIGIBLE, "default", "batch")).isEqualTo(2);
      assertThat(rig.of(CollectionFamilies.OLDEST_OVERDUE)).isPositive();
    }
  }

  @Test
  void whenNomadIsGoneNothingIsInventedAndAfterAWhileNothingIsTold() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("service", "service", "1h", 4);
      rig.untilReady();
      isTrue(rig);
      Map<String, Double> last = Truth.of(rig.view.read());
      rig.nomad.faults().inject(Match.any(), new Fault.ResetBefore());
      rig.nomad.cutStreams();
      rig.until("broken", () -> !rig.freshness.connected());

      assertThat(Truth.of(rig.view.read())).isEqualTo(last);
      rig.until("stale", () -> rig.freshness.stale().isPresent());
      assertThat(rig.view.read()).isEmpty();
      assertThat(rig.freshness.stale().orElseThrow()).contains("was last seen whole");

      rig.nomad.faults().clear();
      rig.until("fresh", () -> !rig.view.read().isEmpty() && rig.freshness.connected());
      isTrue(rig);
    }
  }

  @Test
  void withoutAStreamListsDo() throws Exception {
    SimulatorOptions options = SimulatorOptions.defaults();
    try (WatchRig rig = new WatchRig(options, new nomadops.exporter.tally.Everything())) {
      rig.nomad
          .faults()
          .inject(Match.of("GET", "/v1/event/stream"), new Fault.Status(500, "broken", 0));
      rig.nomad.cutStreams();
      rig.until("broken", () -> !rig.freshness.connected());
      rig.runs("short", "batch", "5s", 2);
      rig.until("seen", () -> rig.of(JobFamilies.JOBS, "default", "batch", "dead") == 1);

      isTrue(rig);
      assertThat(rig.freshness.stale()).isEmpty();
    }
  }

  @Test
  void nodesAndTheirCapacityFollow() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("service", "service", "1h", 4);
      rig.untilReady();
      rig.until("runs", () -> rig.of(JobFamilies.JOBS, "default", "service", "running") == 1);
      isTrue(rig);
      double nodes = rig.sum(NodeFamilies.NODES);
      String id = rig.nomad.state().addNode("late", Map.of(), Map.of());
      rig.until("one more", () -> rig.sum(NodeFamilies.NODES) == nodes + 1);
      rig.client.nodes().eligibility(id, false);
      rig.until(
          "ineligible",
          () ->
              Truth.of(rig.view.read()).keySet().stream().anyMatch(s -> s.contains("ineligible")));
      isTrue(rig);
      rig.nomad.state().removeNode(id);
      rig.until("gone", () -> rig.sum(NodeFamilies.NODES) == nodes);
      assertThat(rig.of(NodeFamilies.LEADER)).isEqualTo(1);
    }
  }

  @Test
  void eachFamilyIsInAReadingOnce() throws Exception {
    try (WatchRig rig = new WatchRig()) {
      rig.runs("service", "service", "1h", 4);
      rig.untilReady();
      assertThat(Truth.families(rig.view.read())).doesNotHaveDuplicates();
    }
  }

  private static void isTrue(WatchRig rig) throws InterruptedException {
    rig.until("as the API says", () -> Truth.of(rig.view.read()).equals(Truth.of(rig.client)));
  }

  private static long drift(WatchRig rig) {
    long all = 0;
    for (Kind kind : Kind.values()) {
      all += rig.view.drift(kind);
    }
    return all;
  }

  private static void put(WatchRig rig, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<Void> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(rig.nomad.address() + path))
                  .PUT(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }
}
