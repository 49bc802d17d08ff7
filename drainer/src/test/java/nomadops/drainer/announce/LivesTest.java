package nomadops.drainer.announce;

import static nomadops.drainer.announce.Scene.MACHINE;
import static nomadops.drainer.announce.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.Drainer;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainDecision.Ending;
import org.junit.jupiter.api.Test;

class LivesTest {
  private final Lives lives = new Lives(StuckTerms.normal());
  private final Notice spot = Scene.spot(MACHINE);
  private final Doomed doomed = Scene.doomed(spot);

  private static List<Event> events(List<Announcement> news) {
    return news.stream().map(Announcement::event).toList();
  }

  @Test
  void aNoticeIsToldOnceHoweverOftenItComes() {
    List<Announcement> news = new ArrayList<>(lives.received(spot, NOW));
    news.addAll(lives.received(spot, NOW.plusSeconds(30)));
    assertThat(events(news)).containsExactly(Event.RECEIVED);
    assertThat(news.getFirst().kinds()).containsExactly("spot-interruption");
  }

  @Test
  void oneMoreKindIsToldWithAllKindsAndOneMoreOfAKindIsNot() {
    List<Announcement> _ = lives.received(Scene.rebalance(MACHINE, 0), NOW);
    assertThat(lives.received(Scene.rebalance(MACHINE, 60), NOW)).isEmpty();
    List<Announcement> news = lives.received(Scene.terminating(MACHINE), NOW);
    assertThat(events(news)).containsExactly(Event.RECEIVED);
    assertThat(news.getFirst().kinds()).containsExactly("rebalance", "asg-terminate");
    assertThat(news.getFirst().reason()).isEqualTo("rebalance and asg-terminate");
    assertThat(news.getFirst().notices()).hasSize(3);
  }

  @Test
  void theFirstDrainIsToldAsTheStartAndTheOthersAreNot() {
    List<Announcement> _ = lives.received(spot, NOW);
    assertThat(lives.performed(doomed, new DrainDecision.Cordon("node-1", "no new work"), NOW))
        .isEmpty();
    List<Announcement> news = lives.performed(doomed, Scene.start(), NOW);
    assertThat(events(news)).containsExactly(Event.STARTED);
    assertThat(news.getFirst().nodeIds()).containsExactly("node-1");
    assertThat(news.getFirst().reason()).isEqualTo("it goes at 10:02");
    assertThat(lives.performed(doomed, Scene.drain(DrainDecision.Drain.Kind.SHORTEN), NOW))
        .isEmpty();
  }

  @Test
  void theEndTellsHowItEndedAndWhatWasCut() {
    List<Announcement> _ = lives.received(spot, NOW);
    List<Announcement> cut = lives.cut(doomed, List.of(Scene.cut("a"), Scene.cut("b")), NOW);
    List<Announcement> done = lives.closed(doomed, Scene.close(Ending.CUT), NOW);
    assertThat(events(cut)).containsExactly(Event.CUT);
    assertThat(cut.getFirst().cut()).hasSize(2);
    assertThat(events(done)).containsExactly(Event.DONE);
    assertThat(done.getFirst().ending()).contains(Ending.CUT);
    assertThat(done.getFirst().cut()).hasSize(2);
    assertThat(lives.size()).isZero();
  }

  @Test
  void anInstanceThatWasNotHeardOfIsReceivedByWhateverComesFirst() {
    assertThat(events(lives.performed(doomed, Scene.start(), NOW)))
        .containsExactly(Event.RECEIVED, Event.STARTED);
    List<Announcement> _ = lives.closed(doomed, Scene.close(Ending.DRAINED), NOW);
    assertThat(events(lives.closed(doomed, Scene.close(Ending.DRAINED), NOW)))
        .containsExactly(Event.RECEIVED, Event.DONE);
  }

  @Test
  void anotherProcessTellsTheSameFactsByTheSameIds() {
    Lives other = new Lives(StuckTerms.normal());
    List<Announcement> here = new ArrayList<>(lives.received(spot, NOW));
    here.addAll(lives.performed(doomed, Scene.start(), NOW));
    here.addAll(lives.closed(doomed, Scene.close(Ending.DRAINED), NOW));
    List<Announcement> there = new ArrayList<>(other.received(spot, NOW.plusSeconds(90)));
    there.addAll(other.performed(doomed, Scene.start(), NOW.plusSeconds(91)));
    there.addAll(other.closed(doomed, Scene.close(Ending.DRAINED), NOW.plusSeconds(92)));
    assertThat(there.stream().map(Announcement::id))
        .containsExactlyElementsOf(here.stream().map(Announcement::id).toList())
        .doesNotHaveDuplicates();
  }

  /** Research row 23: operators see nothing while a drain hangs (NTH #572, #260). */
  @Test
  void aDrainThatHangsIsToldOnceAndItsEndEndsThat() {
    Doomed late = Scene.until(doomed, NOW.plusSeconds(120));
    List<Drainer.View> view = List.of(new Drainer.View(late, "client-1 drains, 2 allocations run"));
    List<Announcement> _ = lives.received(spot, NOW);
    assertThat(lives.looked(view, NOW.plusSeconds(170))).isEmpty();
    List<Announcement> stuck = lives.looked(view, NOW.plusSeconds(181));
    assertThat(events(stuck)).containsExactly(Event.STUCK);
    assertThat(stuck.getFirst().doing()).isEqualTo("client-1 drains, 2 allocations run");
    assertThat(stuck.getFirst().reason()).contains("budget ended");
    assertThat(stuck.getFirst().budgetEnds()).contains(NOW.plusSeconds(120));
    assertThat(lives.looked(view, NOW.plusSeconds(600))).isEmpty();
    assertThat(lives.countStuck()).isEqualTo(1);
    assertThat(events(lives.closed(late, Scene.close(Ending.CUT), NOW.plusSeconds(601))))
        .containsExactly(Event.RECOVERED, Event.DONE);
    assertThat(lives.countStuck()).isZero();
  }

  @Test
  void theSameTroubleAgainIsAnotherFact() {
    List<Drainer.View> view = List.of(new Drainer.View(doomed, "starting"));
    List<Announcement> news = new ArrayList<>();
    for (int second = 0; second <= 400; second++) {
      if (second != 200) {
        news.addAll(failed(second));
      } else {
        news.addAll(lives.performed(doomed, new DrainDecision.Cordon("n", "x"), at(second)));
      }
      news.addAll(lives.looked(view, at(second)));
    }
    assertThat(events(news))
        .containsExactly(Event.RECEIVED, Event.STUCK, Event.RECOVERED, Event.STUCK);
    assertThat(news.stream().map(Announcement::id)).doesNotHaveDuplicates();
    assertThat(news.get(1).reason()).contains("starting").contains("HTTP 500");
  }

  private List<Announcement> failed(int second) {
    return lives.failed(doomed, "starting", "HTTP 500", at(second));
  }

  private static java.time.Instant at(int second) {
    return NOW.plusSeconds(second);
  }

  @Test
  void aLifeThatNoCaseHasIsForgotten() {
    List<Announcement> _ = lives.received(spot, NOW);
    assertThat(lives.looked(List.of(), NOW.plus(Duration.ofMinutes(9)))).isEmpty();
    assertThat(lives.size()).isEqualTo(1);
    assertThat(lives.looked(List.of(), NOW.plus(Duration.ofMinutes(11)))).isEmpty();
    assertThat(lives.size()).isZero();
    assertThat(Optional.of(lives.countStuck())).contains(0);
  }
}
