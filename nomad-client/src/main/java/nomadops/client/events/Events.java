package nomadops.client.events;

/// The event stream: `/v1/event/stream`.
///
/// To build a view without a hole: subscribe first, then list; events up to the list's index are
/// already in the list.
public final class Events {

  /// Starts to listen. Never fails by itself: an unreachable server shows as
  /// [StreamItem.Disconnected].
  public EventStream subscribe(Subscription subscription) {
    return new EventStream();
  }
}
