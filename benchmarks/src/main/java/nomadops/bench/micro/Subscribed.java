package nomadops.bench.micro;

import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.client.events.EventStream;
import nomadops.client.events.Events;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// The client's event stream from a server that speaks when it is asked to.
final class Subscribed implements AutoCloseable {
  private final RepeatedLine server;
  private final EventStream events;

  Subscribed(String recording, Topic topic) {
    server = new RepeatedLine(Recorded.bytes(recording));
    events =
        new Events(
                server,
                Optional.empty(),
                Ticker.system(),
                Pause.system(),
                RandomGenerator.getDefault())
            .subscribe(Subscription.to(topic));
  }

  /// Asks for so many lines of one event each, and takes them all.
  long take(int lines) throws InterruptedException {
    server.say(lines);
    long indexes = 0;
    for (int taken = 0; taken < lines; ) {
      if (events.next() instanceof NomadEvent event) {
        indexes += event.header().index();
        taken++;
      }
    }
    return indexes;
  }

  @Override
  public void close() {
    events.close();
  }
}
