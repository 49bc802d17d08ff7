package nomadops.health.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.health.scheduling.policy.Condemnations;
import nomadops.health.scheduling.policy.Decision;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.health.scheduling.policy.WedgePolicy;
import nomadops.health.scheduling.policy.WedgeTerms;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.raft.Peers.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The first of three servers leads and schedules nothing. Its lead is really transferred, and the
/// record really written.
@Timeout(60)
class WedgedLeaderTest {
  private static final Outcome LATE = new Outcome.Late(Duration.ofSeconds(30), true, "late");
  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final String RECORD = "/v1/var/" + CondemnedVariable.PATH;
  private static final String TRANSFER = "/v1/operator/raft/transfer-leadership";

  private final CanaryWorld world = CanaryWorld.healthy();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CondemnedVariable record = new CondemnedVariable(world.nomad, "default");
  private final List<Instant> handedOver = new ArrayList<>();
  private Instant now = START;
  private Duration atEachGlance = Duration.ZERO;
  private final WedgeWatch watch =
      new WedgeWatch(
          new WedgePolicy("sim1.global", WedgeTerms.usual()),
          world.nomad,
          record,
          this::transfer,
          new WedgeMeters(registry),
          this::glance);

  @BeforeEach
  void three() {
    world.simulator.peers().put(Peer.of(2));
    world.simulator.peers().put(Peer.of(3));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Instant glance() {
    Instant told = now;
    now = now.plus(atEachGlance);
    return told;
  }

  private String transfer(String reason) {
    handedOver.add(now);
    assertThat(reason).contains("schedules nothing");
    return world.nomad.operator().transferLeadership(Peer.of(3).id()).to().toString();
  }

  /// As the canary tells it: looks are made while this server leads.
  private void passes(Duration time) throws InterruptedException {
    Instant until = now.plus(time);
    while (now.isBefore(until)) {
      now = now.plus(EVERY);
      if (world.simulator.peers().leader().isEmpty()) {
        watch.looked(LATE);
      } else {
        watch.notLeading();
      }
    }
  }

  /// It was handed over, and the lead came back.
  private void handedOverInVain() throws InterruptedException {
    passes(Duration.ofMinutes(3));
    assertThat(handedOver).hasSize(1);
    world.simulator.peers().lead("");
  }

  private void assertNotCondemned() throws InterruptedException {
    assertThat(watch.condemned()).isEmpty();
    assertThat(registry.scrape())
        .contains("nomad_ops_health_wedge_condemned 0.0")
        .contains("nomad_ops_health_wedge_condemnations_total 0.0");
  }

  @Test
  void theLeadIsHandedOverBeforeAnythingElse() throws Exception {
    passes(Duration.ofHours(1));
    assertThat(handedOver).containsExactly(START.plus(EVERY).plus(Duration.ofMinutes(2)));
    assertThat(world.simulator.peers().leader().map(Peer::id)).contains(Peer.of(3).id());
    assertThat(record.read()).contains(Condemnations.NONE);
    assertNotCondemned();
  }

  @Test
  void onlyWhoSchedulesNothingAfterItIsCondemned() throws Exception {
    handedOverInVain();
    passes(Duration.ofMinutes(3));
    assertNotCondemned();
    passes(EVERY);
    assertThat(watch.condemned().orElseThrow())
        .contains("handing leadership over did not help")
        .contains("19 looks late");
    assertThat(watch.latest().map(Decision::word)).contains("condemn");
    assertThat(record.read().orElseThrow().current())
        .contains(
            new Condemnations.Current("sim1.global", now.plus(WedgeTerms.usual().interlock())));
    assertThat(registry.scrape())
        .contains("nomad_ops_health_wedge_condemned 1.0")
        .contains("nomad_ops_health_wedge_condemnations_total 1.0")
        .contains("nomad_ops_health_wedge_hand_overs_total 1.0");
    watch.notLeading();
    assertThat(watch.condemned()).as("it was restarted").isEmpty();
    passes(Duration.ofMinutes(50));
    assertThat(watch.condemned()).as("again, within the hour").isEmpty();
    assertThat(registry.scrape())
        .contains("nomad_ops_health_wedge_condemnations_total 1.0")
        .contains("nomad_ops_health_wedge_condemned 0.0");
  }

  @Test
  void aCondemnationEndsWhetherOrNotThereIsAnotherLook() throws Exception {
    handedOverInVain();
    passes(Duration.ofMinutes(4));
    assertThat(watch.condemned()).isPresent();
    now = now.plus(WedgeTerms.usual().grace());
    assertThat(watch.condemned()).isEmpty();
  }

  @Test
  void whoSchedulesAfterAHandOverStartsAnew() throws Exception {
    handedOverInVain();
    watch.looked(new Outcome.Scheduled(Duration.ofMillis(5)));
    passes(Duration.ofMinutes(3));
    assertThat(handedOver).hasSize(2);
    assertNotCondemned();
  }

  @Test
  void aHandOverWhoseAnswerIsLostIsOneAndCondemnsNobody() throws Exception {
    world.simulator.faults().inject(Match.of("PUT", TRANSFER), new Fault.ResetAfter());
    passes(Duration.ofMinutes(20));
    assertThat(handedOver).hasSize(1);
    assertThat(world.simulator.peers().leader()).isPresent();
    assertNotCondemned();
  }

  @Test
  void aRecordThatCannotBeWrittenCondemnsNobody() throws Exception {
    handedOverInVain();
    var fault =
        world.simulator.faults().inject(Match.of("PUT", RECORD), Fault.serverError("no space"));
    passes(Duration.ofMinutes(5));
    assertThat(fault.hits()).isPositive();
    assertNotCondemned();
    fault.remove();
    passes(EVERY);
    assertThat(watch.condemned()).isPresent();
  }

  @Test
  void aRecordThatMayBeWrittenCondemnsNobodyAndHoldsForUs() throws Exception {
    handedOverInVain();
    world.simulator.faults().inject(Match.of("PUT", RECORD), new Fault.ResetAfter());
    passes(Duration.ofMinutes(9));
    assertThat(record.read().orElseThrow().current().map(Condemnations.Current::server))
        .contains("sim1.global");
    assertNotCondemned();
    assertThat(registry.scrape()).contains("held_total{guard=\"another\"}");
  }

  @Test
  void aRecordThatAnotherServerHoldsCondemnsNobodyUntilItEnds() throws Exception {
    Instant until = START.plus(Duration.ofMinutes(12));
    assertThat(record.write(Condemnations.NONE.with("sim2.global", START, until))).isTrue();
    handedOverInVain();
    passes(Duration.ofMinutes(8));
    assertNotCondemned();
    assertThat(watch.latest().map(Decision::word)).contains("hold: another");
    assertThat(watch.latest().orElseThrow().reason()).contains("sim2.global is condemned until");
    passes(Duration.ofMinutes(3));
    assertThat(watch.condemned()).isPresent();
  }

  @Test
  void whoHasNoServerToSpareIsNotCondemned() throws Exception {
    handedOverInVain();
    world.simulator.peers().put(Peer.of(2).unhealthy());
    passes(Duration.ofMinutes(10));
    assertNotCondemned();
    assertThat(watch.latest().map(Decision::word)).contains("hold: quorum");
  }

  @Test
  void aRecordThatTookTooLongToWriteIsOfAnotherWorld() throws Exception {
    handedOverInVain();
    passes(Duration.ofMinutes(3));
    now = now.plus(EVERY);
    atEachGlance = Duration.ofSeconds(61);
    watch.looked(LATE);
    assertThat(record.read().orElseThrow().current()).isPresent();
    atEachGlance = Duration.ZERO;
    assertNotCondemned();
  }

  @Test
  void thePageTellsOfTheLookAndOfWhatFollows() throws Exception {
    CanaryPage page = new CanaryPage(() -> now);
    assertThat(page.tree(Optional.empty()).toString()).isEqualTo("{leading=false}");
    page.looked(LATE);
    handedOverInVain();
    passes(Duration.ofMinutes(4));
    assertThat(page.tree(Optional.of(watch)).toString())
        .contains("leading=true", "outcome=late", "looked_at=" + START)
        .contains("wedge={decision=watch", "condemned=true, condemned_for=this server leads and");
    page.notLeading();
    assertThat(page.tree(Optional.of(watch)).toString()).startsWith("{leading=false");
  }
}
