package nomadops.client.events;

import java.time.Duration;
import java.util.Objects;
import nomadops.client.fault.NomadFault;

/// What an [EventStream] hands over, in order.
public sealed interface StreamItem
    permits NomadEvent,
        StreamGap,
        StreamItem.Heartbeat,
        StreamItem.Connected,
        StreamItem.Disconnected {

  /// The server is there and has nothing to say.
  record Heartbeat() implements StreamItem {}

  /// The stream is open. After a [Disconnected], events follow without loss unless a [StreamGap]
  /// comes first.
  record Connected() implements StreamItem {}

  /// The stream broke and will be opened again after `retryIn`. A 403 comes here, too: the token
  /// may be renewed meanwhile.
  record Disconnected(NomadFault cause, Duration retryIn) implements StreamItem {
    public Disconnected {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(retryIn, "retryIn");
    }
  }
}
