package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.drainer.drain.Clients.Restored;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done to a node, and what is not done twice.
final class DrainingTest {
  private static final String NONE = "00000000-0000-4000-8000-000000000000";
  private static final Map<String, String> OURS = Map.of("nomad-ops.notice", "spot/i-1/1");
  private static final Map<String, String> THEIRS = Map.of("message", "maintenance");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ClusterRig rig = new ClusterRig();
  private String node = "";

  @BeforeEach
  void aNodeWithWork() {
    node = rig.node(1);
    rig.runs("work", "batch", "10h");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void drain(Duration deadline) throws InterruptedException {
    rig.clients.drain(node, deadline, true, OURS);
  }

  private Node read() {
    return rig.read(node);
  }

  private java.time.Instant end() {
    return read().drainStrategy().orElseThrow().forceDeadline().orElseThrow();
  }

  @Test
  void aNodeIsMarkedOnce() throws Exception {
    Faults.Handle writes =
        rig.nomad
            .faults()
            .inject(Match.of("PUT", "/v1/node/" + node + "/eligibility"), new Fault.Run(() -> {}));
    rig.clients.markIneligible(node);
    rig.clients.markIneligible(node);
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
    assertThat(writes.hits()).isEqualTo(1);
  }

  @Test
  void aNodeThatWasMarkedIsDrainedWithoutAReadOnceNomadHasToldOfIt() throws Exception {
    try (Following _ = rig.follow(NodeListener.NONE)) {
      ClusterRig.until("indexed", rig.clients::isIndexed);
      Faults.Handle reads =
          rig.nomad.faults().inject(Match.of("GET", "/v1/node/" + node), new Fault.Run(() -> {}));
      rig.clients.markIneligible(node);
      ClusterRig.until(
          "told", () -> rig.clients.heardSinceMarked(ClusterRig.instance(1)).isPresent());
      drain(HOUR);
      assertThat(reads.hits()).isZero();
      assertThat(rig.drains()).isEqualTo(1);
      drain(HOUR);
      assertThat(reads.hits()).as("what was heard counts once").isPositive();
      assertThat(rig.drains()).as("a duplicate writes nothing").isEqualTo(1);
    }
  }

  @Test
  void anOperatorsDrainThatComesBetweenOurMarkAndOurDrainKeepsItsEnd() throws Exception {
    try (Following _ = rig.follow(NodeListener.NONE)) {
      ClusterRig.until("indexed", rig.clients::isIndexed);
      rig.clients.markIneligible(node);
      rig.client.nodes().drain(node, Duration.ofMinutes(5), false, THEIRS);
      java.time.Instant end = end();
      ClusterRig.until(
          "told",
          () ->
              rig.clients
                  .heardSinceMarked(ClusterRig.instance(1))
                  .filter(nodes -> nodes.getFirst().drain().isPresent())
                  .isPresent());
      rig.clock.advance(Duration.ofSeconds(1));
      drain(HOUR);
      assertThat(end()).isEqualTo(end);
    }
  }

  @Test
  void whatWasHeardSinceAMarkIsNotTrustedForLong() throws Exception {
    try (Following _ = rig.follow(NodeListener.NONE)) {
      ClusterRig.until("indexed", rig.clients::isIndexed);
      rig.clients.markIneligible(node);
      ClusterRig.until(
          "told", () -> rig.clients.heardSinceMarked(ClusterRig.instance(1)).isPresent());
      rig.clock.advance(Duration.ofSeconds(4));
      assertThat(rig.clients.heardSinceMarked(ClusterRig.instance(1))).isEmpty();
    }
  }

  @Test
  void aDrainIsRememberedWithItsMetaAndStopsNothingBeforeItsDeadline() throws Exception {
    drain(HOUR);
    Node draining = read();
    assertThat(draining.drainStrategy().orElseThrow().deadline()).isEqualTo(HOUR);
    assertThat(draining.drainStrategy().orElseThrow().ignoreSystemJobs()).isTrue();
    assertThat(draining.lastDrain().orElseThrow().meta()).isEqualTo(OURS);
    assertThat(draining.schedulingEligibility()).isEqualTo("ineligible");
    assertThat(
            rig.clients.of(ClusterRig.instance(1)).getFirst().drain().orElseThrow().forceDeadline())
        .contains(rig.clock.instant().plus(HOUR));
  }

  @Test
  void aDuplicateNeverPutsTheDeadlineOff() throws Exception {
    drain(HOUR);
    java.time.Instant end = end();
    for (int i = 0; i < 5; i++) {
      rig.clock.advance(Duration.ofMinutes(1));
      drain(HOUR);
      drain(Duration.between(rig.clock.instant(), end));
    }
    assertThat(end()).isEqualTo(end);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void aShorterDeadlineIsWrittenAndALongerOneIsNot() throws Exception {
    drain(Duration.ZERO);
    drain(HOUR);
    drain(Duration.ofMinutes(2));
    drain(Duration.ofMinutes(30));
    drain(Duration.ZERO);
    assertThat(end()).isEqualTo(rig.clock.instant().plus(Duration.ofMinutes(2)));
    assertThat(rig.drains()).isEqualTo(3);
    drain(Duration.ofSeconds(-1));
    assertThat(read().lastDrain().orElseThrow().status()).isEqualTo("complete");
  }

  @Test
  void somebodysDrainBecomesOursByNameAndKeepsItsEnd() throws Exception {
    rig.client.nodes().drain(node, Duration.ofMinutes(5), false, THEIRS);
    java.time.Instant end = end();
    rig.clock.advance(Duration.ofMinutes(1));
    drain(HOUR);
    assertThat(end()).isEqualTo(end);
    assertThat(read().lastDrain().orElseThrow().meta()).isEqualTo(OURS);
  }

  @Test
  void resetAfterPutTheDrainIsNotPutTwice() throws Exception {
    Faults.Handle reset =
        rig.nomad
            .faults()
            .inject(Match.of("PUT", "/v1/node/" + node + "/drain"), new Fault.ResetAfter());
    drain(HOUR);
    assertThat(reset.hits()).isEqualTo(1);
    assertThat(rig.drains()).isEqualTo(1);
    reset.remove();
    drain(HOUR);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void resetAfterPutOnAnEmptyNodeIsSeenAlthoughTheDrainIsOver() throws Exception {
    String empty = rig.node(2);
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + empty + "/drain").times(1), new Fault.ResetAfter());
    rig.clients.drain(empty, HOUR, true, OURS);
    assertThat(rig.read(empty).lastDrain().orElseThrow().status()).isEqualTo("complete");
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void resetBeforePutIsAFaultAndTheNextTryDrains() throws Exception {
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + node + "/drain").times(1), new Fault.ResetBefore());
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(rig.drains()).isZero();
    drain(HOUR);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void aWriteWhoseAnswerCannotBeLookedUpIsTheFirstFaultNotTheSecond() {
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Run(() ->
                rig.nomad
                    .faults()
                    .inject(Match.of("GET", "/v1/node/"), new Fault.Status(403, "no", 0))));
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + node + "/drain"), new Fault.ResetAfter());
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(fault.getSuppressed()).hasSize(1);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void aGarbledAnswerIsLookedUpToo() throws Exception {
    rig.nomad.faults().inject(Match.of("PUT", "/v1/node/" + node).times(2), new Fault.BrokenJson());
    rig.clients.markIneligible(node);
    drain(HOUR);
    assertThat(rig.drains()).isEqualTo(1);
  }

  @Test
  void leaderLossDuringThePutIsAFaultThatSaysSo() {
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"), Fault.serverError("No cluster leader"));
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault.isNoLeader()).isTrue();
    assertThat(rig.drains()).isZero();
  }

  @Test
  void anExpiredTokenIsAFaultThatSaysSo() {
    rig.nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/"), new Fault.Status(403, "Permission denied", 0));
    assertThat(catchThrowableOfType(NomadFault.class, () -> drain(HOUR)).isForbidden()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mark", "drain", "restore"})
  void aMissingNodeIsNotFoundAndNothingElse(String what) {
    NomadFault fault =
        catchThrowableOfType(
            NomadFault.class,
            () -> {
              switch (what) {
                case "mark" -> rig.clients.markIneligible(NONE);
                case "drain" -> rig.clients.drain(NONE, HOUR, true, OURS);
                default -> rig.clients.restore(NONE, OURS);
              }
            });
    assertThat(fault.isNotFound()).isTrue();
    assertThat(fault.mayHaveActed()).isFalse();
    assertThat(fault).hasMessageContaining(NONE);
  }

  @Test
  void aNodeThatGoesBetweenReadAndPutIsNotFound() {
    rig.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Run(() -> rig.client.nodes().purge(node)));
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault.isNotFound()).isTrue();
  }

  @Test
  void ourDrainIsEndedAndTheNodeTakesWorkAgain() throws Exception {
    drain(HOUR);
    assertThat(rig.clients.restore(node, OURS)).isEqualTo(new Restored.Done());
    assertThat(read().drain()).isFalse();
    assertThat(read().schedulingEligibility()).isEqualTo("eligible");
    assertThat(rig.clients.restore(node, OURS)).isEqualTo(new Restored.Needless());
  }

  @Test
  void aNodeThatCameBackFromOurDrainTakesWorkAgain() throws Exception {
    drain(Duration.ofSeconds(-1));
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
    assertThat(rig.clients.restore(node, OURS)).isEqualTo(new Restored.Done());
    assertThat(read().schedulingEligibility()).isEqualTo("eligible");
  }

  @Test
  void aNodeThatWeOnlyMarkedTakesWorkAgain() throws Exception {
    rig.clients.markIneligible(node);
    assertThat(rig.clients.restore(node, Map.of())).isEqualTo(new Restored.Done());
    assertThat(read().schedulingEligibility()).isEqualTo("eligible");
  }

  @Test
  void somebodyElsesDrainIsLeftAlone() throws Exception {
    rig.client.nodes().drain(node, HOUR, true, THEIRS);
    assertThat(rig.clients.restore(node, OURS)).isInstanceOf(Restored.NotOurs.class);
    assertThat(rig.clients.restore(node, Map.of())).isInstanceOf(Restored.NotOurs.class);
    assertThat(read().drain()).isTrue();
  }

  @Test
  void anOperatorWhoCanceledOurDrainAndKeptTheNodeOutHasTakenOver() throws Exception {
    drain(HOUR);
    rig.client.nodes().cancelDrain(node, false);
    assertThat(rig.clients.restore(node, OURS)).isInstanceOf(Restored.NotOurs.class);
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
  }

  @Test
  void anIneligibilityThatNoDrainOfOursLeftIsNotOurs() throws Exception {
    rig.client.nodes().eligibility(node, false);
    assertThat(rig.clients.restore(node, OURS)).isInstanceOf(Restored.NotOurs.class);
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
  }

  @Test
  void resetAfterRestoringIsLookedUp() throws Exception {
    drain(HOUR);
    rig.nomad.faults().inject(Match.of("PUT", "/v1/node/").times(1), new Fault.ResetAfter());
    assertThat(rig.clients.restore(node, OURS)).isEqualTo(new Restored.Done());
  }
}
