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

  private final Bench bench = new Bench();
  private String node = "";

  @BeforeEach
  void aNodeWithWork() {
    node = bench.node(1);
    bench.runs("work", "batch", "10h");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void drain(Duration deadline) throws InterruptedException {
    bench.clients.drain(node, deadline, true, OURS);
  }

  private Node read() {
    return bench.read(node);
  }

  private java.time.Instant end() {
    return read().drainStrategy().orElseThrow().forceDeadline().orElseThrow();
  }

  @Test
  void aNodeIsMarkedOnce() throws Exception {
    Faults.Handle writes =
        bench
            .nomad
            .faults()
            .inject(Match.of("PUT", "/v1/node/" + node + "/eligibility"), new Fault.Run(() -> {}));
    bench.clients.markIneligible(node);
    bench.clients.markIneligible(node);
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
    assertThat(writes.hits()).isEqualTo(1);
  }

  @Test
  void aNodeThatWasMarkedIsDrainedWithoutAReadOnceNomadHasToldOfIt() throws Exception {
    try (Following _ = bench.follow(Registrations.NONE)) {
      Bench.until("indexed", bench.clients::isIndexed);
      Faults.Handle reads =
          bench.nomad.faults().inject(Match.of("GET", "/v1/node/" + node), new Fault.Run(() -> {}));
      bench.clients.markIneligible(node);
      Bench.until("told", () -> bench.clients.heardSinceMarked(Bench.instance(1)).isPresent());
      drain(HOUR);
      assertThat(reads.hits()).isZero();
      assertThat(bench.drains()).isEqualTo(1);
      drain(HOUR);
      assertThat(reads.hits()).as("what was heard counts once").isPositive();
      assertThat(bench.drains()).as("a duplicate writes nothing").isEqualTo(1);
    }
  }

  @Test
  void anOperatorsDrainThatComesBetweenOurMarkAndOurDrainKeepsItsEnd() throws Exception {
    try (Following _ = bench.follow(Registrations.NONE)) {
      Bench.until("indexed", bench.clients::isIndexed);
      bench.clients.markIneligible(node);
      bench.client.nodes().drain(node, Duration.ofMinutes(5), false, THEIRS);
      java.time.Instant end = end();
      Bench.until(
          "told",
          () ->
              bench
                  .clients
                  .heardSinceMarked(Bench.instance(1))
                  .filter(nodes -> nodes.getFirst().drain().isPresent())
                  .isPresent());
      bench.clock.advance(Duration.ofSeconds(1));
      drain(HOUR);
      assertThat(end()).isEqualTo(end);
    }
  }

  @Test
  void whatWasHeardSinceAMarkIsNotTrustedForLong() throws Exception {
    try (Following _ = bench.follow(Registrations.NONE)) {
      Bench.until("indexed", bench.clients::isIndexed);
      bench.clients.markIneligible(node);
      Bench.until("told", () -> bench.clients.heardSinceMarked(Bench.instance(1)).isPresent());
      bench.clock.advance(Duration.ofSeconds(4));
      assertThat(bench.clients.heardSinceMarked(Bench.instance(1))).isEmpty();
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
    assertThat(bench.clients.of(Bench.instance(1)).getFirst().drain().orElseThrow().forceDeadline())
        .contains(bench.clock.instant().plus(HOUR));
  }

  @Test
  void aDuplicateNeverPutsTheDeadlineOff() throws Exception {
    drain(HOUR);
    java.time.Instant end = end();
    for (int i = 0; i < 5; i++) {
      bench.clock.advance(Duration.ofMinutes(1));
      drain(HOUR);
      drain(Duration.between(bench.clock.instant(), end));
    }
    assertThat(end()).isEqualTo(end);
    assertThat(bench.drains()).isEqualTo(1);
  }

  @Test
  void aShorterDeadlineIsWrittenAndALongerOneIsNot() throws Exception {
    drain(Duration.ZERO);
    drain(HOUR);
    drain(Duration.ofMinutes(2));
    drain(Duration.ofMinutes(30));
    drain(Duration.ZERO);
    assertThat(end()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(2)));
    assertThat(bench.drains()).isEqualTo(3);
    drain(Duration.ofSeconds(-1));
    assertThat(read().lastDrain().orElseThrow().status()).isEqualTo("complete");
  }

  @Test
  void somebodysDrainBecomesOursByNameAndKeepsItsEnd() throws Exception {
    bench.client.nodes().drain(node, Duration.ofMinutes(5), false, THEIRS);
    java.time.Instant end = end();
    bench.clock.advance(Duration.ofMinutes(1));
    drain(HOUR);
    assertThat(end()).isEqualTo(end);
    assertThat(read().lastDrain().orElseThrow().meta()).isEqualTo(OURS);
  }

  @Test
  void resetAfterPutTheDrainIsNotPutTwice() throws Exception {
    Faults.Handle reset =
        bench
            .nomad
            .faults()
            .inject(Match.of("PUT", "/v1/node/" + node + "/drain"), new Fault.ResetAfter());
    drain(HOUR);
    assertThat(reset.hits()).isEqualTo(1);
    assertThat(bench.drains()).isEqualTo(1);
    reset.remove();
    drain(HOUR);
    assertThat(bench.drains()).isEqualTo(1);
  }

  @Test
  void resetAfterPutOnAnEmptyNodeIsSeenAlthoughTheDrainIsOver() throws Exception {
    String empty = bench.node(2);
    bench
        .nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + empty + "/drain").times(1), new Fault.ResetAfter());
    bench.clients.drain(empty, HOUR, true, OURS);
    assertThat(bench.read(empty).lastDrain().orElseThrow().status()).isEqualTo("complete");
    assertThat(bench.drains()).isEqualTo(1);
  }

  @Test
  void resetBeforePutIsAFaultAndTheNextTryDrains() throws Exception {
    bench
        .nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + node + "/drain").times(1), new Fault.ResetBefore());
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(bench.drains()).isZero();
    drain(HOUR);
    assertThat(bench.drains()).isEqualTo(1);
  }

  @Test
  void aWriteWhoseAnswerCannotBeLookedUpIsTheFirstFaultNotTheSecond() {
    bench
        .nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Run(() ->
                bench
                    .nomad
                    .faults()
                    .inject(Match.of("GET", "/v1/node/"), new Fault.Status(403, "no", 0))));
    bench
        .nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + node + "/drain"), new Fault.ResetAfter());
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault).isInstanceOf(NomadFault.MaybeApplied.class);
    assertThat(fault.getSuppressed()).hasSize(1);
    assertThat(bench.drains()).isEqualTo(1);
  }

  @Test
  void aGarbledAnswerIsLookedUpToo() throws Exception {
    bench
        .nomad
        .faults()
        .inject(Match.of("PUT", "/v1/node/" + node).times(2), new Fault.BrokenJson());
    bench.clients.markIneligible(node);
    drain(HOUR);
    assertThat(bench.drains()).isEqualTo(1);
  }

  @Test
  void leaderLossDuringThePutIsAFaultThatSaysSo() {
    bench
        .nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"), Fault.serverError("No cluster leader"));
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault.isNoLeader()).isTrue();
    assertThat(bench.drains()).isZero();
  }

  @Test
  void anExpiredTokenIsAFaultThatSaysSo() {
    bench
        .nomad
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
                case "mark" -> bench.clients.markIneligible(NONE);
                case "drain" -> bench.clients.drain(NONE, HOUR, true, OURS);
                default -> bench.clients.restore(NONE, OURS);
              }
            });
    assertThat(fault.isNotFound()).isTrue();
    assertThat(fault.mayHaveActed()).isFalse();
    assertThat(fault).hasMessageContaining(NONE);
  }

  @Test
  void aNodeThatGoesBetweenReadAndPutIsNotFound() {
    bench
        .nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Run(() -> bench.client.nodes().purge(node)));
    NomadFault fault = catchThrowableOfType(NomadFault.class, () -> drain(HOUR));
    assertThat(fault.isNotFound()).isTrue();
  }

  @Test
  void ourDrainIsEndedAndTheNodeTakesWorkAgain() throws Exception {
    drain(HOUR);
    assertThat(bench.clients.restore(node, OURS)).isEqualTo(new Restored.Done());
    assertThat(read().drain()).isFalse();
    assertThat(read().schedulingEligibility()).isEqualTo("eligible");
    assertThat(bench.clients.restore(node, OURS)).isEqualTo(new Restored.Needless());
  }

  @Test
  void aNodeThatCameBackFromOurDrainTakesWorkAgain() throws Exception {
    drain(Duration.ofSeconds(-1));
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
    assertThat(bench.clients.restore(node, OURS)).isEqualTo(new Restored.Done());
    assertThat(read().schedulingEligibility()).isEqualTo("eligible");
  }

  @Test
  void aNodeThatWeOnlyMarkedTakesWorkAgain() throws Exception {
    bench.clients.markIneligible(node);
    assertThat(bench.clients.restore(node, Map.of())).isEqualTo(new Restored.Done());
    assertThat(read().schedulingEligibility()).isEqualTo("eligible");
  }

  @Test
  void somebodyElsesDrainIsLeftAlone() throws Exception {
    bench.client.nodes().drain(node, HOUR, true, THEIRS);
    assertThat(bench.clients.restore(node, OURS)).isInstanceOf(Restored.NotOurs.class);
    assertThat(bench.clients.restore(node, Map.of())).isInstanceOf(Restored.NotOurs.class);
    assertThat(read().drain()).isTrue();
  }

  @Test
  void anOperatorWhoCanceledOurDrainAndKeptTheNodeOutHasTakenOver() throws Exception {
    drain(HOUR);
    bench.client.nodes().cancelDrain(node, false);
    assertThat(bench.clients.restore(node, OURS)).isInstanceOf(Restored.NotOurs.class);
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
  }

  @Test
  void anIneligibilityThatNoDrainOfOursLeftIsNotOurs() throws Exception {
    bench.client.nodes().eligibility(node, false);
    assertThat(bench.clients.restore(node, OURS)).isInstanceOf(Restored.NotOurs.class);
    assertThat(read().schedulingEligibility()).isEqualTo("ineligible");
  }

  @Test
  void resetAfterRestoringIsLookedUp() throws Exception {
    drain(HOUR);
    bench.nomad.faults().inject(Match.of("PUT", "/v1/node/").times(1), new Fault.ResetAfter());
    assertThat(bench.clients.restore(node, OURS)).isEqualTo(new Restored.Done());
  }
}
