package nomadops.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ItemQueueTest {

  @Test
  void whatASlowConsumerLostShowsAsAGap() throws Exception {
    ItemQueue queue = new ItemQueue(3);
    for (int index = 1; index <= 10; index++) {
      queue.put(event(index));
    }
    assertThat(queue.take()).isEqualTo(event(1));
    assertThat(queue.take()).isEqualTo(event(2));
    queue.put(event(11));
    assertThat(queue.take()).isEqualTo(event(3));
    assertThat(queue.take()).isEqualTo(new StreamGap(StreamGap.Cause.SLOW_CONSUMER, 3, 11, 7));
    assertThat(queue.take()).isEqualTo(event(11));
  }

  @Test
  void aLossAtTheEndShowsWithoutWaitingForWhatComesNext() throws Exception {
    ItemQueue queue = new ItemQueue(2);
    queue.put(event(1));
    queue.put(event(2));
    queue.put(event(3));
    queue.take();
    queue.take();
    assertThat(queue.take()).isEqualTo(new StreamGap(StreamGap.Cause.SLOW_CONSUMER, 2, 0, 1));
    queue.put(event(4));
    assertThat(queue.take()).isEqualTo(event(4));
  }

  @Test
  void idleHeartbeatsDoNotFillTheQueue() throws Exception {
    ItemQueue queue = new ItemQueue(2);
    for (int i = 0; i < 10; i++) {
      queue.put(new StreamItem.Heartbeat());
    }
    queue.put(event(1));
    assertThat(queue.take()).isEqualTo(new StreamItem.Heartbeat());
    assertThat(queue.take()).isEqualTo(event(1));
  }

  @Test
  void nothingIsLostWithoutAGapWhateverTheSpeeds() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      ItemQueue queue = new ItemQueue(2 + random.nextInt(8));
      List<StreamItem> taken = new ArrayList<>();
      int total = 100;
      for (int index = 1; index <= total; index++) {
        queue.put(event(index));
        for (int i = random.nextInt(3); i > 0; i--) {
          queue.poll(java.time.Duration.ZERO).ifPresent(taken::add);
        }
      }
      drain(queue, taken);
      queue.put(event(total + 1));
      drain(queue, taken);
      long expected = 1;
      for (StreamItem item : taken) {
        if (item instanceof StreamGap gap) {
          assertThat(gap.afterIndex()).as("-Dseed=%d", seed).isEqualTo(expected - 1);
          expected += gap.lost();
          assertThat(gap.untilIndex()).as("-Dseed=%d", seed).isIn(0L, expected);
        } else {
          assertThat(((NomadEvent) item).index()).as("-Dseed=%d", seed).isEqualTo(expected++);
        }
      }
      assertThat(expected).as("-Dseed=%d", seed).isEqualTo(total + 2);
    }
  }

  private static void drain(ItemQueue queue, List<StreamItem> into) throws InterruptedException {
    for (Optional<StreamItem> item = queue.poll(java.time.Duration.ZERO);
        item.isPresent();
        item = queue.poll(java.time.Duration.ZERO)) {
      into.add(item.get());
    }
  }

  private static NomadEvent event(long index) {
    return new NomadEvent.Unknown(
        new EventHeader("T", "t", "k", "", List.of(), index), Optional.empty());
  }
}
