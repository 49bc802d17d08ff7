package nomadops.autoscaler.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.client.model.Evaluation;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.JobKey;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class ClusterWatchTest {
  private final WatchRig rig = new WatchRig(SimulatorOptions.defaults().withNodes(2));

  @AfterEach
  void stop() {
    rig.close();
  }

  private static int work(ClusterSight sight) {
    return sight.nodes().stream().mapToInt(PoolNode::allocations).sum();
  }

  private static long queued(ClusterSight sight, String job) {
    return Optional.ofNullable(sight.jobs().get(JobKey.inDefault(job)))
        .map(stub -> stub.summary().groups().get("g"))
        .map(GroupSummary::queued)
        .map(Number::longValue)
        .orElse(-1L);
  }

  @Test
  void whatThereIsAtTheStartIsSeen() throws Exception {
    rig.runs("logs", "system", "1h", 1);
    rig.runs("svc", "service", "1h", 10);
    ClusterSight sight =
        rig.until("all is there", s -> s.complete() && work(s) == 6 && queued(s, "svc") == 4);
    assertThat(sight.nodes()).hasSize(2).allMatch(PoolNode::takesWork);
    assertThat(sight.nodes())
        .allSatisfy(node -> {
          assertThat(node.allocations()).isEqualTo(3);
          assertThat(node.free().free().cpu()).isZero();
          assertThat(node.used().cpu()).isEqualTo(3000);
          assertThat(node.profile().attributes()).containsKey("kernel.name");
        });
    assertThat(sight.evaluations())
        .singleElement()
        .matches(e -> e.status().equals("blocked") && e.jobId().equals("svc"));
    assertThat(sight.pressure().leader()).isTrue();
    assertThat(sight.pressure().brokerPaused()).isFalse();
    assertThat(sight.pressureRead().trouble()).isEmpty();
  }

  @Test
  void eventsAloneTellOfNodesAndAllocations() throws Exception {
    rig.untilComplete();
    rig.asked.clear();
    String id = rig.node(7);
    rig.runs("b", "batch", "1h", 1);
    ClusterSight sight = rig.until("both are there", s -> s.nodes().size() == 3 && work(s) == 1);
    assertThat(sight.nodes())
        .filteredOn(node -> node.id().equals(id))
        .singleElement()
        .satisfies(node -> {
          assertThat(node.instance()).contains("i-7");
          assertThat(node.registeredAt()).isBeforeOrEqualTo(rig.clock.instant());
        });
    assertThat(rig.asked).as("its event told all").doesNotContain("node.read", "nodes.list");
    rig.nomad.state().nodeStatus(id, "down");
    rig.until(
        "it is down", s -> s.nodes().stream().anyMatch(n -> n.status() == PoolNode.Status.DOWN));
  }

  @Test
  void aNodeOfWhichNoEventToldIsReadOnce() throws Exception {
    try (WatchRig late =
        new WatchRig(SimulatorOptions.defaults().withNodes(20), NomadSimulator::restart)) {
      ClusterSight sight =
          late.until(
              "all are read",
              s ->
                  s.complete()
                      && s.nodes().size() == 20
                      && s.nodes().stream()
                          .noneMatch(node -> node.profile().attributes().isEmpty()));
      assertThat(sight.complete()).isTrue();
      late.pass(Duration.ofMinutes(1));
      assertThat(late.asked.stream().filter("node.read"::equals)).hasSize(20);
    }
  }

  @Test
  void aNodeIsIdleOnceItsWorkIsDone() throws Exception {
    rig.runs("short", "batch", "5s", 2);
    rig.until("it runs", s -> s.complete() && work(s) == 2);
    ClusterSight sight = rig.until("it is done", s -> work(s) == 0);
    assertThat(sight.nodes()).allMatch(node -> node.idleSince().isPresent());
    assertThat(sight.nodes())
        .allSatisfy(n -> assertThat(n.free().free()).isEqualTo(n.profile().total()));
  }

  @Test
  void aSightIsWaitedForAndComesWhenSomethingHappens() throws Exception {
    ClusterSight before = rig.untilComplete();
    assertThat(rig.watch.await(before.version() - 1, Duration.ofSeconds(60)))
        .isGreaterThanOrEqualTo(before.version());
    long quiet = rig.watch.sight().version();
    rig.runs("b", "batch", "1h", 1);
    assertThat(rig.watch.await(quiet, Duration.ofSeconds(60))).isGreaterThan(quiet);
  }

  @Test
  void afterACutStreamWhatWasMissedIsListed() throws Exception {
    rig.untilComplete();
    for (int i = 0; i < 5; i++) {
      rig.nomad.cutStreams();
      rig.runs("cut-" + i, "batch", "1h", 1);
      int want = i + 1;
      rig.until("job " + i + " is there", s -> work(s) == want);
    }
    rig.until("the picture is fresh", s -> fresh(s, rig.clock.instant()));
  }

  private static boolean fresh(ClusterSight sight, Instant now) {
    return sight.nodesRead().trouble().isEmpty()
        && sight.evaluationsRead().trouble().isEmpty()
        && sight.oldest().filter(at -> at.isAfter(now.minusSeconds(61))).isPresent();
  }

  @Test
  void eventsThatTheServerForgotAreMadeUpForByLists() throws Exception {
    rig.untilComplete();
    rig.nomad.restart();
    for (int i = 0; i < 8; i++) {
      rig.runs("r-" + i, "batch", "1h", 1);
    }
    rig.until("all run", s -> work(s) == 8 && s.jobs().size() == 8);
  }

  @Test
  void withoutALeaderThePictureStaysAndSaysSo() throws Exception {
    rig.runs("b", "batch", "1h", 2);
    rig.until("they run", s -> s.complete() && work(s) == 2);
    rig.nomad.loseLeader();
    ClusterSight sight = rig.until("it is told", s -> !s.pressure().leader());
    assertThat(sight.nodes()).hasSize(2);
    assertThat(work(sight)).isEqualTo(2);
    rig.nomad.regainLeader();
    rig.until("all is well", s -> s.pressure().leader() && fresh(s, rig.clock.instant()));
  }

  /// What can go wrong with an answer.
  enum Wrong {
    SERVER_ERROR,
    FORBIDDEN,
    BUSY,
    BROKEN_BODY,
    CUT_BODY,
    RESET,
    PROXY_PAGE,
    OTHER_JSON;

    Fault fault() {
      return switch (this) {
        case SERVER_ERROR -> Fault.serverError("rpc error: simulated");
        case FORBIDDEN -> new Fault.Status(403, "Permission denied", 0);
        case BUSY -> Fault.tooManyRequests(1);
        case BROKEN_BODY -> new Fault.BrokenJson();
        case CUT_BODY -> new Fault.TruncatedBody(40);
        case RESET -> new Fault.ResetBefore();
        case PROXY_PAGE -> new Fault.Status(200, "<html>Welcome</html>", 0);
        case OTHER_JSON -> new Fault.Status(200, "{\"ok\":true}", 0);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void aListThatFailsLeavesTheJobsAsTheyWereAndOld(Wrong wrong) throws Exception {
    recovers(wrong, "/v1/jobs", ClusterSight::jobsRead, () -> rig.runs("more", "batch", "1h", 1));
    assertThat(rig.watch.sight().jobs()).containsKeys(JobKey.inDefault("more"));
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void aListThatFailsLeavesTheNodesAsTheyWereAndOld(Wrong wrong) throws Exception {
    recovers(wrong, "/v1/allocations", ClusterSight::nodesRead, rig.nomad::cutStreams);
    recovers(wrong, "/v1/nodes", ClusterSight::nodesRead, rig.nomad::cutStreams);
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void aListThatFailsLeavesTheEvaluationsAsTheyWereAndOld(Wrong wrong) throws Exception {
    recovers(wrong, "/v1/evaluations", ClusterSight::evaluationsRead, rig.nomad::cutStreams);
  }

  /// The picture stays while the path is broken, and grows old; afterwards it is fresh again.
  private void recovers(
      Wrong wrong, String path, Function<ClusterSight, ClusterSight.Input> input, Runnable nudge)
      throws Exception {
    if (!rig.watch.sight().jobs().containsKey(JobKey.inDefault("svc"))) {
      rig.runs("svc", "service", "1h", 10);
    }
    ClusterSight before = rig.until("it runs", s -> s.complete() && work(s) == 8 && isSettled(s));
    rig.nomad.faults().inject(Match.of("GET", path), wrong.fault());
    nudge.run();
    ClusterSight hurt =
        rig.until(
            "it hurts",
            s -> !input.apply(s).trouble().isEmpty() && input.apply(s).trouble().contains(path));
    Instant asOf = input.apply(hurt).asOf().orElseThrow();
    assertThat(work(hurt)).isEqualTo(8);
    assertThat(hurt.nodes()).hasSize(2);
    assertThat(hurt.jobs()).containsAllEntriesOf(before.jobs());
    assertThat(hurt.evaluations())
        .extracting(Evaluation::id)
        .contains(before.evaluations().getFirst().id());
    rig.until("time passes", s -> rig.clock.instant().isAfter(asOf.plusSeconds(20)));
    assertThat(input.apply(rig.watch.sight()).asOf().orElseThrow())
        .isBefore(rig.clock.instant().minusSeconds(5));
    rig.nomad.faults().clear();
    ClusterSight after =
        rig.until(
            "it is fresh again",
            s ->
                input.apply(s).trouble().isEmpty()
                    && input.apply(s).asOf().orElseThrow().isAfter(asOf));
    assertThat(work(after)).isGreaterThanOrEqualTo(8);
  }

  /// Nothing moves any more: two wait, eight run, and the lists show it.
  private static boolean isSettled(ClusterSight sight) {
    return queued(sight, "svc") == 2
        && sight.jobs().get(JobKey.inDefault("svc")).summary().groups().get("g").running() == 8
        && sight.evaluations().size() == 1
        && sight.evaluations().getFirst().status().equals("blocked")
        && sight.nodesRead().trouble().isEmpty()
        && sight.evaluationsRead().trouble().isEmpty();
  }

  @Test
  void aPausedBrokerIsSeenAndATokenThatMayNotLookIsNoTrouble() throws Exception {
    rig.untilComplete();
    rig.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/operator/scheduler/configuration"),
            new Fault.Status(200, "{\"SchedulerConfig\":{\"PauseEvalBroker\":true}}", 0));
    rig.until("it is paused", s -> s.pressure().brokerPaused());
    rig.nomad.faults().clear();
    rig.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/operator/scheduler/configuration"),
            new Fault.Status(403, "Permission denied", 0));
    ClusterSight sight = rig.until("nobody knows", s -> !s.pressure().brokerPaused());
    assertThat(sight.pressure().leader()).isTrue();
  }

  @Test
  void aBurstMakesNoMoreThanFiveRequestsASecond() throws Exception {
    rig.untilComplete();
    rig.pass(Duration.ofSeconds(5));
    rig.asked.clear();
    for (int second = 0; second < 20; second++) {
      for (int i = 0; i < 10; i++) {
        rig.runs("burst-" + second + "-" + i, "batch", "3s", 1);
      }
      if (second % 5 == 0) {
        rig.nomad.cutStreams();
      }
      rig.pass(Duration.ofSeconds(1));
    }
    assertThat(rig.asked).as("requests in 20 s").hasSizeLessThanOrEqualTo(100);
    assertThat(rig.asked).contains("jobs.list", "status.leader");
    rig.until("all ended", s -> work(s) == 0 && s.jobs().isEmpty());
  }
}
