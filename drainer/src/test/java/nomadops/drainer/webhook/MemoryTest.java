package nomadops.drainer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.Test;

/// What is remembered is bounded, and never at the price of doing something twice.
class MemoryTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(WebhookRig.START);
  private final FakeDrainer drainer = new FakeDrainer();
  private final KnownNotices known = new KnownNotices(drainer, now::get, 3);

  private static List<Told> told(String... ids) {
    List<Told> all = new ArrayList<>();
    for (String id : ids) {
      all.add(
          new Told(
              id,
              new InstanceId("vm-" + id),
              Kind.REQUESTED,
              Optional.empty(),
              Optional.empty(),
              "",
              Optional.empty(),
              false,
              false));
    }
    return all;
  }

  @Test
  void takesNoMoreNoticesThanItCanRemember() {
    assertThat(known.take(told("a", "b", "c"))).isPresent();
    assertThat(known.take(told("d"))).isEmpty();
    assertThat(known.take(told("b")))
        .as("what is known needs no room")
        .hasValueSatisfying(taken -> assertThat(taken.fresh()).isZero());
    assertThat(drainer.notices()).hasSize(3);
    assertThat(known.underWay()).isEqualTo(3);
  }

  @Test
  void makesRoomByForgettingTheEldestThatIsDone() {
    known.take(told("a", "b", "c"));
    FakeDrainer.done(drainer.bulletins().get(1));
    assertThat(known.take(told("d"))).isPresent();
    assertThat(known.take(told("a"))).hasValueSatisfying(t -> assertThat(t.fresh()).isZero());
    assertThat(known.underWay()).isEqualTo(3);
  }

  @Test
  void aLateWordOfTheDrainerChangesNothingThatIsDone() throws InterruptedException {
    KnownNotices.Taken taken = known.take(told("a")).orElseThrow();
    drainer.bulletins().getFirst().done().run();
    drainer.bulletins().getFirst().safe().run();
    assertThat(known.await(taken.all(), Duration.ZERO)).containsValue(Known.State.DONE);
  }

  @Test
  void twiceTheSameInOneListIsOneNotice() {
    assertThat(known.take(told("a", "a")))
        .hasValueSatisfying(taken -> {
          assertThat(taken.all()).hasSize(1);
          assertThat(taken.fresh()).isEqualTo(1);
        });
  }

  @Test
  void takesNoMoreSignaturesThanItCanRememberAndForgetsThemOneByOne() {
    Replays replays = new Replays(2);
    Instant soon = WebhookRig.START.plusSeconds(10);
    assertThat(replays.turn("a", WebhookRig.START, WebhookRig.START))
        .isInstanceOf(Replays.Turn.First.class);
    assertThat(replays.turn("b", soon, WebhookRig.START)).isInstanceOf(Replays.Turn.First.class);
    assertThat(replays.turn("c", soon, WebhookRig.START)).isInstanceOf(Replays.Turn.Full.class);
    assertThat(replays.turn("a", WebhookRig.START, WebhookRig.START))
        .isInstanceOf(Replays.Turn.Again.class);
    assertThat(replays.turn("c", soon, WebhookRig.START.plusMillis(1)))
        .isInstanceOf(Replays.Turn.First.class);
    assertThat(replays.turn("b", soon, soon)).isInstanceOf(Replays.Turn.Again.class);
    assertThat(replays.size()).isEqualTo(2);
  }
}
