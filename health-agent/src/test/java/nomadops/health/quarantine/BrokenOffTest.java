package nomadops.health.quarantine;

import static nomadops.health.quarantine.QuarantineRig.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A quarantine is several writes: each breaks off here, before and after it was applied, and
/// others come in between.
@Timeout(60)
class BrokenOffTest {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofMinutes(20);

  private final QuarantineRig rig = new QuarantineRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private String eligibility(String node) {
    return "/v1/node/" + node + "/eligibility";
  }

  private String variable(String node) {
    return "/v1/var/nomad-ops/quarantine/" + node;
  }

  private Controller withASickOne(String node) throws InterruptedException {
    Controller controller = rig.controller("one");
    rig.sick(node);
    return controller;
  }

  @Test
  void whereTheFirstRecordIsRefusedNothingIsClosed() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad
        .faults()
        .inject(Match.of("PUT", variable(node)).times(1), Fault.serverError("disk is full"));

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine unknown");
    assertThat(rig.takesWork(node)).isTrue();
    assertThat(words(rig.go(controller, LONG))).as("tried again").containsExactly("Quarantine");
  }

  @Test
  void whereTheAnswerToTheFirstRecordIsLostNothingIsClosedAndTheRecordGoes() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad.faults().inject(Match.of("PUT", variable(node)).times(1), new Fault.ResetAfter());

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine unknown");
    assertThat(rig.takesWork(node)).isTrue();
    assertThat(rig.record(node).orElseThrow().index()).isEmpty();

    assertThat(words(rig.go(controller, LONG))).containsExactly("Disown");
    assertThat(rig.record(node)).isEmpty();
    assertThat(rig.takesWork(node)).isTrue();
  }

  @Test
  void whereTheAnswerToTheClosingIsLostNobodyKnowsWhoseItIsAndItStays() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad.faults().inject(Match.of("PUT", eligibility(node)).times(1), new Fault.ResetAfter());

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine unknown");
    assertThat(rig.takesWork(node)).isFalse();
    rig.well(node);

    assertThat(words(rig.go(controller, Duration.ofHours(6)))).containsExactly("Disown");
    assertThat(rig.takesWork(node)).as("it may be a person's").isFalse();
    assertThat(rig.record(node)).isEmpty();
  }

  @Test
  void whereTheClosingNeverArrivesTheClientWorksOnAndIsTakenLater() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad.faults().inject(Match.of("PUT", eligibility(node)).times(1), new Fault.ResetBefore());

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine unknown");
    assertThat(rig.takesWork(node)).isTrue();

    assertThat(words(rig.go(controller, Duration.ofMinutes(90))))
        .containsExactly("Disown", "Quarantine");
    assertThat(rig.takesWork(node)).isFalse();
    assertThat(rig.record(node).orElseThrow().index()).isPresent();
  }

  @Test
  void whereTheRecordLacksItsIndexTheClientIsNotOpenedByUs() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", eligibility(node)).times(1),
            new Fault.Run(() ->
                rig.nomad
                    .faults()
                    .inject(Match.of("PUT", variable(node)).times(1), new Fault.ResetBefore())));

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine unknown");
    rig.well(node);

    assertThat(words(rig.go(controller, Duration.ofHours(6)))).containsExactly("Disown");
    assertThat(rig.takesWork(node)).isFalse();
  }

  @Test
  void aPersonWhoIsQuickerKeepsTheClient() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", variable(node)).times(1),
            new Fault.Run(() -> rig.client.nodes().eligibility(node, false)));

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine not_done");
    assertThat(rig.record(node)).isEmpty();
    rig.well(node);

    assertThat(rig.go(controller, Duration.ofHours(6))).isEmpty();
    assertThat(rig.takesWork(node)).isFalse();
    assertThat(rig.changes()).hasSize(1);
  }

  @Test
  void aPersonWhoClosesAndOpensItBetweenTheLookAndTheQuarantineKeepsIt() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/node/" + node).times(1),
            new Fault.Run(() -> {
              rig.client.nodes().eligibility(node, false);
              rig.client.nodes().eligibility(node, true);
            }));

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine not_done");
    assertThat(rig.takesWork(node)).isTrue();
    assertThat(rig.record(node)).isEmpty();
  }

  @Test
  void whatWaitedTooLongBehindSlowAnswersIsNotDone() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    rig.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/node/" + node).times(1),
            new Fault.Run(() -> rig.now = rig.now.plusSeconds(61)));

    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine not_done");
    assertThat(rig.takesWork(node)).isTrue();
    assertThat(rig.record(node)).isEmpty();
    assertThat(words(rig.go(controller, LONG))).as("decided anew").containsExactly("Quarantine");
  }

  @Test
  void aPersonWhoTouchesItBetweenTheLookAndTheReleaseKeepsIt() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine");
    rig.well(node);
    assertThat(rig.go(controller, Duration.ofMinutes(9))).isEmpty();
    rig.nomad
        .faults()
        .inject(
            Match.of("GET", variable(node)).times(1),
            new Fault.Run(() -> {
              rig.client.nodes().eligibility(node, true);
              rig.client.nodes().eligibility(node, false);
            }));

    assertThat(words(rig.go(controller, Duration.ofHours(2))))
        .containsExactly("Release not_done", "Disown");
    assertThat(rig.takesWork(node)).isFalse();
  }

  @Test
  void whereTheAnswerToTheReleaseIsLostItIsReleasedOnce() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    assertThat(words(rig.go(controller, SHORT))).containsExactly("Quarantine");
    rig.well(node);
    rig.nomad.faults().inject(Match.of("PUT", eligibility(node)).times(1), new Fault.ResetAfter());

    assertThat(words(rig.go(controller, Duration.ofHours(2))))
        .containsExactly("Release unknown", "Disown");
    assertThat(rig.takesWork(node)).isTrue();
    assertThat(rig.record(node)).isEmpty();
    assertThat(rig.changes()).hasSize(2);
  }

  /// Nothing but their fences keeps two controllers apart, and fences fail. Even then the budget
  /// holds for what each can see, and no client is closed twice.
  @Test
  void twoThatBothThinkThatTheyLeadCloseEachClientOnce() throws Exception {
    Controller one = rig.controller("one");
    Controller two = rig.controller("two");
    rig.sick(rig.nodes.get(3));
    rig.sick(rig.nodes.get(4));
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 40; i++) {
        rig.now = rig.now.plus(QuarantineRig.STEP);
        List<Future<?>> turns = new ArrayList<>();
        for (Controller controller : List.of(one, two)) {
          turns.add(
              threads.submit(() -> {
                together.await(10, TimeUnit.SECONDS);
                controller.turn();
                return null;
              }));
        }
        for (Future<?> turn : turns) {
          turn.get(20, TimeUnit.SECONDS);
        }
      }
    }
    assertThat(rig.changes()).as("each client once").hasSize(2);
    for (String node : rig.nodes.subList(3, 5)) {
      Ownership record = rig.record(node).orElseThrow();
      assertThat(record.index()).hasValue(rig.node(node).events().getLast().createIndex());
      assertThat(rig.takesWork(node)).isFalse();
    }
  }

  /// As a controller leaves it that was killed after its first write, or one that still is at it.
  @Test
  void whatAnotherOneHasBegunIsLeftToItAndEndsWhenItDoesNotGoOn() throws Exception {
    String node = rig.nodes.get(3);
    Controller controller = withASickOne(node);
    assertThat(
            rig.records.begin(
                node,
                new Ownership(
                    "other", "docker", rig.now, rig.now.plusSeconds(60), OptionalLong.empty())))
        .isPresent();

    assertThat(rig.go(controller, Duration.ofMinutes(4))).isEmpty();
    assertThat(rig.takesWork(node)).isTrue();

    assertThat(words(rig.go(controller, Duration.ofMinutes(90))))
        .containsExactly("Disown", "Quarantine");
    assertThat(rig.record(node).orElseThrow().by()).isEqualTo("one");
  }
}
