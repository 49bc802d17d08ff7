package nomadops.health.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nomadops.health.scheduling.policy.WedgeFacts.Broker;
import nomadops.health.scheduling.policy.WedgeFacts.Servers;
import org.junit.jupiter.api.Test;

class WedgePolicyTest {
  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Outcome.Late LATE = new Outcome.Late(Duration.ofSeconds(30), true, "late");

  private final WedgePolicy policy = new WedgePolicy("a", WedgeTerms.usual());
  private WedgeState state = WedgeState.START;
  private Instant now = START;
  private Optional<Servers> servers = Optional.of(new Servers(1, 2));
  private Optional<Broker> broker = Optional.of(new Broker(0, 7));
  private Optional<Condemnations> record = Optional.of(Condemnations.NONE);

  private Decision look(Outcome outcome) {
    now = now.plus(EVERY);
    WedgeFacts facts = new WedgeFacts(true, Optional.of(outcome), servers, broker, record);
    Step step = policy.step(state, facts, now);
    state = step.next();
    return step.decision();
  }

  /// Late looks until something else than watching is decided; at most an hour of them.
  private Decision lateUntilDecided() {
    for (int i = 0; i < 360; i++) {
      Decision decision = look(LATE);
      if (!(decision instanceof Decision.Watch)) {
        return decision;
      }
    }
    return new Decision.Watch("for an hour");
  }

  @Test
  void leadershipIsHandedOverFirst() {
    assertThat(lateUntilDecided()).isInstanceOf(Decision.HandOver.class);
    // The first late look is at +10 s, the run is two minutes long at +130 s.
    assertThat(now).isEqualTo(START.plusSeconds(130));
  }

  @Test
  void whatStaysWedgedAfterTheHandOverIsCondemned() {
    lateUntilDecided();
    Instant handedOver = now;
    Decision decision = lateUntilDecided();
    assertThat(decision).isInstanceOf(Decision.Condemn.class);
    assertThat(now).isEqualTo(handedOver.plusSeconds(190));
    assertThat(((Decision.Condemn) decision).record().current().orElseThrow())
        .isEqualTo(new Condemnations.Current("a", now.plus(Duration.ofMinutes(10))));
  }

  @Test
  void fewLateLooksAreNoWedgeHoweverLongTheyTook() {
    for (int i = 0; i < 5; i++) {
      now = now.plus(Duration.ofMinutes(5));
      assertThat(look(LATE)).isInstanceOf(Decision.Watch.class);
    }
  }

  @Test
  void oneScheduledLookForgetsTheHandOver() {
    lateUntilDecided();
    look(new Outcome.Scheduled(Duration.ofMillis(3)));
    assertThat(lateUntilDecided()).isInstanceOf(Decision.HandOver.class);
  }

  @Test
  void aHandOverOfLongAgoIsTriedAgainBeforeAnythingIsCondemned() {
    lateUntilDecided();
    policy.step(state, WedgeFacts.following(), now);
    now = now.plus(Duration.ofMinutes(15));
    assertThat(lateUntilDecided()).isInstanceOf(Decision.HandOver.class);
  }

  @Test
  void comingBackToLeadAndSchedulingNothingIsNoHelp() {
    lateUntilDecided();
    now = now.plus(Duration.ofMinutes(4));
    state = policy.step(state, WedgeFacts.following(), now).next();
    assertThat(lateUntilDecided()).isInstanceOf(Decision.Condemn.class);
  }

  @Test
  void anythingThatIsNotLateBreaksTheRow() {
    for (Outcome outcome :
        new Outcome[] {
          new Outcome.Paused(),
          new Outcome.Unanswered("silence"),
          new Outcome.Refused(Outcome.Cause.NO_LEADER, "no leader")
        }) {
      state = WedgeState.START;
      for (int i = 0; i < 60; i++) {
        assertThat(look(i % 12 == 11 ? outcome : LATE)).isInstanceOf(Decision.Watch.class);
      }
    }
  }

  @Test
  void aBusyClusterIsNotWedged() {
    broker = Optional.of(new Broker(3, 100_000));
    assertThat(lateUntilDecided()).isInstanceOf(Decision.Hold.class);
    assertThat(state.lates()).isZero();
  }

  @Test
  void aQueueThatGetsShorterIsProgress() {
    for (int ready = 500; ready > 0; ready--) {
      broker = Optional.of(new Broker(0, ready));
      look(LATE);
      assertThat(state.lates()).isLessThan(2);
    }
  }

  @Test
  void doubtHolds() {
    broker = Optional.empty();
    assertThat(held()).isEqualTo(Guard.PROGRESS_UNKNOWN);
    broker = Optional.of(new Broker(0, 7));
    servers = Optional.empty();
    assertThat(held()).isEqualTo(Guard.SERVERS_UNKNOWN);
    servers = Optional.of(new Servers(0, 0));
    assertThat(held()).isEqualTo(Guard.NO_OTHER);
    servers = Optional.of(new Servers(0, 1));
    assertThat(lateUntilDecided()).isInstanceOf(Decision.HandOver.class);
    assertThat(held()).isEqualTo(Guard.QUORUM);
    servers = Optional.of(new Servers(1, 2));
    record = Optional.empty();
    assertThat(held()).isEqualTo(Guard.RECORD_UNKNOWN);
  }

  @Test
  void nobodyIsTouchedWhereAPauseCannotBeSeen() {
    Decision decision = look(new Outcome.Late(Duration.ofMinutes(9), false, "late"));
    assertThat(((Decision.Hold) decision).guard()).isEqualTo(Guard.PAUSE_UNKNOWN);
    assertThat(state.lates()).isZero();
  }

  private Guard held() {
    return ((Decision.Hold) lateUntilDecided()).guard();
  }

  @Test
  void twoServersAreNeverCondemnedAtOnce() {
    lateUntilDecided();
    Condemnations.Current other = new Condemnations.Current("b", now.plus(Duration.ofMinutes(4)));
    record = Optional.of(new Condemnations(Optional.of(other), Map.of("b", now), 7));
    assertThat(held()).isEqualTo(Guard.ANOTHER);
    now = now.plus(Duration.ofMinutes(2)); // until is over, and what clocks may differ by
    assertThat(lateUntilDecided()).isInstanceOf(Decision.Condemn.class);
  }

  @Test
  void aServerReadsItsOwnRecordAfterARestart() {
    lateUntilDecided();
    Map<String, Instant> last = Map.of("a", now.minus(Duration.ofMinutes(30)));
    record = Optional.of(new Condemnations(Optional.empty(), last, 7));
    assertThat(held()).isEqualTo(Guard.RATE);
  }

  @Test
  void itRemembersItsOwnCondemnationWhenTheRecordIsGone() {
    lateUntilDecided();
    assertThat(lateUntilDecided()).isInstanceOf(Decision.Condemn.class);
    state = state.condemned(now);
    assertThat(look(new Outcome.Unanswered("it restarts"))).isInstanceOf(Decision.Absolve.class);
    assertThat(lateUntilDecided()).isInstanceOf(Decision.Hold.class);
  }

  @Test
  void aCondemnedServerIsLeftAloneOnceItIsDown() {
    lateUntilDecided();
    state = state.condemned(now);
    assertThat(look(LATE)).isInstanceOf(Decision.Watch.class);
    Step down = policy.step(state, WedgeFacts.following(), now);
    assertThat(down.decision()).isInstanceOf(Decision.Absolve.class);
    assertThat(down.next().condemned()).isFalse();
  }

  @Test
  void itIsNotCondemnedForEverWhenNobodyRestartsIt() {
    state = state.condemned(now);
    assertThat(lateUntilDecided()).isInstanceOf(Decision.Absolve.class);
    assertThat(now).isEqualTo(START.plus(Duration.ofMinutes(3)));
    state = state.condemned(now);
    now = now.minus(Duration.ofHours(2)); // the clock was set back
    assertThat(look(LATE)).isInstanceOf(Decision.Absolve.class);
  }

  @Test
  void oldEntriesLeaveTheRecord() {
    Condemnations old =
        new Condemnations(
            Optional.empty(),
            Map.of("b", START.minus(Duration.ofDays(2)), "c", START.minusSeconds(9)),
            4);
    assertThat(old.with("a", START, START).last()).containsOnlyKeys("a", "c");
  }

  @Test
  void termsThatWouldBeHarmfulAreRefused() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(
            () -> new WedgeTerms(1, minute, minute, minute, minute, minute, minute, minute))
        .hasMessageContaining("one late look proves nothing");
    assertThatThrownBy(() ->
            new WedgeTerms(
                6, minute, minute, minute, minute.multipliedBy(2), minute, minute, minute))
        .hasMessageContaining("interlock is PT1M; it is at least grace");
  }
}
