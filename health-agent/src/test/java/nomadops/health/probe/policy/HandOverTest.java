package nomadops.health.probe.policy;

import static nomadops.health.probe.policy.Servers.address;
import static nomadops.health.probe.policy.Servers.seconds;
import static nomadops.health.probe.policy.Servers.server;
import static nomadops.health.probe.policy.Servers.voter;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.model.AutopilotHealth;
import nomadops.health.probe.policy.HandOver.Result;
import org.junit.jupiter.api.Test;

class HandOverTest {
  private final HandOver policy = new HandOver(Duration.ofSeconds(20), Duration.ofSeconds(3), 5);
  private HandOver.State state = HandOver.State.begin(0);
  private Optional<String> giver = Optional.empty();
  private Optional<String> spared = Optional.empty();
  private Optional<String> refused = Optional.empty();

  private HandOver.Decision at(long second, Sight sight, Autopilot autopilot) {
    HandOver.Step step =
        policy.step(
            state, new HandOver.Facts(sight, autopilot, giver, spared, refused), seconds(second));
    state = step.state();
    return step.decision();
  }

  private HandOver.Decision leading(long second, AutopilotHealth.Server... others) {
    AutopilotHealth.Server[] all = new AutopilotHealth.Server[others.length + 1];
    all[0] = server(1, true, true, true, 1_000);
    System.arraycopy(others, 0, all, 1, others.length);
    return at(
        second,
        Sight.of(Servers.leads(1_000)),
        new Autopilot.Seen(Servers.health(all), seconds(second)));
  }

  private HandOver.Decision following(long second, int leader) {
    return at(second, Sight.of(Servers.follows(leader, 1_000)), new Autopilot.Unseen(""));
  }

  private static String asked(HandOver.Decision decision) {
    assertThat(decision).isInstanceOf(HandOver.Ask.class);
    return ((HandOver.Ask) decision).to().id();
  }

  private static Result ended(HandOver.Decision decision) {
    assertThat(decision).isInstanceOf(HandOver.End.class);
    return ((HandOver.End) decision).result();
  }

  @Test
  void whoDoesNotLeadHasNothingToHandOver() {
    assertThat(ended(following(0, 2))).isEqualTo(Result.NOT_LEADER);
  }

  @Test
  void theHealthyVoterWithTheMostEntriesIsAskedAndThenAwaited() {
    assertThat(
            asked(
                leading(
                    0,
                    server(2, false, true, true, 900),
                    server(3, false, true, true, 990),
                    server(4, false, false, true, 999),
                    server(5, false, true, false, 1_000))))
        .isEqualTo("id-3");
    assertThat(leading(1, voter(2), voter(3))).isInstanceOf(HandOver.Wait.class);
    assertThat(following(2, 0)).isInstanceOf(HandOver.Wait.class);
    assertThat(ended(following(2, 3))).isEqualTo(Result.HANDED_OVER);
  }

  @Test
  void whoIsSparedIsAskedWhenNobodyElseIsLeft() {
    spared = Optional.of(address(2));
    assertThat(
            asked(leading(0, server(2, false, true, true, 999), server(3, false, true, true, 900))))
        .isEqualTo("id-3");
    state = HandOver.State.begin(0);
    assertThat(asked(leading(0, voter(2), server(3, false, true, false, 900)))).isEqualTo("id-2");
  }

  @Test
  void whenItDoesNotComeTheNextOneIsAsked() {
    assertThat(asked(leading(0, voter(2), voter(3)))).isEqualTo("id-2");
    assertThat(asked(leading(3, voter(2), voter(3)))).isEqualTo("id-3");
    assertThat(asked(leading(6, voter(2), voter(3)))).isEqualTo("id-2");
    assertThat(ended(leading(20, voter(2), voter(3)))).isEqualTo(Result.TIMED_OUT);
  }

  @Test
  void aTransferThatFailedForSureNeedsNoWaiting() {
    assertThat(asked(leading(0, voter(2), voter(3)))).isEqualTo("id-2");
    state = state.failed();
    assertThat(asked(leading(0, voter(2), voter(3)))).isEqualTo("id-3");
  }

  @Test
  void transfersAreCounted() {
    for (int i = 0; i < 5; i++) {
      asked(leading(0, voter(2), voter(3)));
      state = state.failed();
    }
    assertThat(leading(1, voter(2), voter(3))).isInstanceOf(HandOver.Wait.class);
  }

  @Test
  void aSingleServerDoesNotWait() {
    assertThat(ended(leading(0))).isEqualTo(Result.ALONE);
    state = HandOver.State.begin(0);
    assertThat(ended(leading(0, server(2, false, true, false, 1_000)))).isEqualTo(Result.ALONE);
  }

  /// Autopilot calls everybody unhealthy for a moment after each election.
  @Test
  void nobodyHealthyIsAwaitedAndThenTold() {
    AutopilotHealth.Server sick = server(2, false, false, true, 1_000);
    assertThat(leading(0, sick)).isInstanceOf(HandOver.Wait.class);
    assertThat(leading(19, sick)).isInstanceOf(HandOver.Wait.class);
    assertThat(ended(leading(20, sick))).isEqualTo(Result.NOBODY);
    state = HandOver.State.begin(0);
    assertThat(asked(leading(5, voter(2)))).isEqualTo("id-2");
  }

  @Test
  void whoGaveUsTheLeadIsNotGivenItBack() {
    giver = Optional.of(address(2));
    assertThat(asked(leading(0, voter(2), server(3, false, true, true, 1)))).isEqualTo("id-3");
    state = HandOver.State.begin(0);
    assertThat(leading(0, voter(2))).isInstanceOf(HandOver.Wait.class);
    assertThat(ended(leading(20, voter(2)))).isEqualTo(Result.NOBODY);
  }

  @Test
  void aMissingRightEndsItAtOnce() {
    assertThat(ended(at(0, Sight.forbidden("agent:read"), new Autopilot.Unseen(""))))
        .isEqualTo(Result.FORBIDDEN);
    assertThat(ended(at(0, Sight.of(Servers.leads(1)), new Autopilot.Forbidden("operator:read"))))
        .isEqualTo(Result.FORBIDDEN);
    refused = Optional.of("a management token");
    assertThat(ended(leading(0, voter(2)))).isEqualTo(Result.FORBIDDEN);
  }

  @Test
  void aServerThatIsGoneOrStaysSilentIsNotWaitedForForEver() {
    assertThat(ended(at(0, Sight.refused("refused"), new Autopilot.Unseen(""))))
        .isEqualTo(Result.UNANSWERED);
    assertThat(at(0, Sight.silent("hangs"), new Autopilot.Unseen("")))
        .isInstanceOf(HandOver.Wait.class);
    assertThat(ended(at(20, Sight.silent("hangs"), new Autopilot.Unseen(""))))
        .isEqualTo(Result.UNANSWERED);
  }

  @Test
  void anElectionIsAwaitedForItMayBeWon() {
    assertThat(following(0, 0)).isInstanceOf(HandOver.Wait.class);
    assertThat(asked(leading(2, voter(2), voter(3)))).isEqualTo("id-2");
    assertThat(ended(following(20, 0))).isEqualTo(Result.TIMED_OUT);
  }

  @Test
  void theGiverIsForgottenAfterAWhile() {
    Leaders leaders = Leaders.NONE.seen(Servers.follows(2, 1), seconds(0));
    assertThat(leaders.giver(Duration.ofSeconds(30), seconds(0))).isEmpty();
    leaders = leaders.seen(Servers.follows(0, 1), seconds(1)).seen(Servers.leads(1), seconds(2));
    leaders = leaders.seen(Servers.leads(1), seconds(20));
    assertThat(leaders.giver(Duration.ofSeconds(30), seconds(31))).contains(address(2));
    assertThat(leaders.giver(Duration.ofSeconds(30), seconds(32))).isEmpty();
    assertThat(Leaders.NONE.seen(Servers.leads(1), 0).giver(Duration.ofSeconds(30), 1)).isEmpty();
  }
}
