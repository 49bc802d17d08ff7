package nomadops.client.events;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.client.http.Wire;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// The event stream: `/v1/event/stream`.
///
/// To build a view without a hole: subscribe first, then list; events up to the list's index are
/// already in the list. On a [StreamGap], list again; the stream goes on by itself.
public final class Events {
  private final Wire wire;
  private final Optional<String> region;
  private final Ticker ticker;
  private final Pause pause;
  private final RandomGenerator random;

  public Events(
      Wire wire, Optional<String> region, Ticker ticker, Pause pause, RandomGenerator random) {
    this.wire = Objects.requireNonNull(wire, "wire");
    this.region = Objects.requireNonNull(region, "region");
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    this.pause = Objects.requireNonNull(pause, "pause");
    this.random = Objects.requireNonNull(random, "random");
  }

  /// Starts to listen. Never fails by itself: an unreachable server shows as
  /// [StreamItem.Disconnected].
  public EventStream subscribe(Subscription subscription) {
    return EventStream.start(
        new StreamSource(wire, region, subscription),
        new Continuity(subscription.fromIndex()),
        new ItemQueue(subscription.buffer()),
        new Silence(subscription.silence(), ticker, pause),
        new Reconnects(random),
        pause);
  }
}
