package nomadops.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.events.ScriptedWire.End;
import nomadops.client.time.Pause;
import org.junit.jupiter.api.Test;

/// The watchdog, on a time that the test moves.
final class SilenceTest {

  @Test
  void aStreamWithoutEvenAHeartbeatIsDroppedAndOpenedAgain() throws Exception {
    AtomicLong now = new AtomicLong();
    Semaphore ticks = new Semaphore(0);
    Pause steps =
        duration -> {
          ticks.acquire();
          now.addAndGet(duration.toNanos());
        };
    ScriptedWire wire = new ScriptedWire();
    Subscription subscription = Subscription.to(Topic.JOB).withSilence(Duration.ofSeconds(40));
    try (EventStream stream =
        EventStream.start(
            new StreamSource(wire, Optional.empty(), subscription),
            new Continuity(subscription.fromIndex()),
            new ItemQueue(subscription.buffer()),
            new Silence(subscription.silence(), now::get, steps),
            new Reconnects(new Random(1)),
            _ -> {})) {
      wire.then("{}\n", End.SILENCE);
      assertThat(stream.next()).isInstanceOf(StreamItem.Connected.class);
      assertThat(stream.next()).isInstanceOf(StreamItem.Heartbeat.class);
      ticks.release(20);
      // Exactly 40 s of silence are still allowed.
      assertThat(stream.next(Duration.ofMillis(50))).isEmpty();
      ticks.release();
      StreamItem.Disconnected end = (StreamItem.Disconnected) stream.next();
      assertThat(end.cause()).hasMessageContaining("not even a heartbeat");
      wire.then("", End.SILENCE);
      assertThat(stream.next()).isInstanceOf(StreamItem.Connected.class);
      // The first heartbeat comes at once: a stream without it is given 10 s only.
      ticks.release(6);
      StreamItem.Disconnected never = (StreamItem.Disconnected) stream.next();
      assertThat(never.cause()).hasMessageContaining("never began").hasMessageContaining("token");
      wire.then("{}\n", End.SILENCE);
      assertThat(stream.next()).isInstanceOf(StreamItem.Connected.class);
      assertThat(stream.next()).isInstanceOf(StreamItem.Heartbeat.class);
    }
  }
}
