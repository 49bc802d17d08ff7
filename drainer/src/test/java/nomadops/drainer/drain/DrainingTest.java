package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import nomadops.client.model.Node;
import nomadops.drainer.drain.Clients.Restored;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.Test;

/// What is done to a node, and what is not done twice.
final class DrainingTest extends NodeWithWork {
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
}
