package nomadops.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import nomadops.client.VirtualTime;

/// A subscription under test, and what it gave.
final class Collected implements AutoCloseable {
  final ScriptedWire wire = new ScriptedWire();
  final VirtualTime time = new VirtualTime();
  final List<StreamItem> items = new ArrayList<>();
  private final EventStream stream;

  Collected(Subscription subscription) {
    // The watchdog's time stands still here; SilenceTest drives it.
    stream =
        EventStream.start(
            new StreamSource(wire, Optional.empty(), subscription),
            new Continuity(subscription.fromIndex()),
            new ItemQueue(subscription.buffer()),
            new Silence(subscription.silence(), time, _ -> Thread.sleep(60_000)),
            new Reconnects(new Random(1)),
            time);
  }

  EventStream stream() {
    return stream;
  }

  /// Takes items until one fits; that one is the last of `items`.
  StreamItem until(Predicate<StreamItem> wanted) throws InterruptedException {
    while (true) {
      Optional<StreamItem> item = stream.next(Duration.ofSeconds(20));
      assertThat(item).as("still waiting after %s", items).isPresent();
      items.add(item.get());
      if (wanted.test(item.get())) {
        return item.get();
      }
    }
  }

  StreamItem untilDisconnected() throws InterruptedException {
    return until(StreamItem.Disconnected.class::isInstance);
  }

  List<NomadEvent> events() {
    return only(NomadEvent.class);
  }

  List<StreamGap> gaps() {
    return only(StreamGap.class);
  }

  <T extends StreamItem> List<T> only(Class<T> type) {
    return items.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    stream.close();
  }
}
