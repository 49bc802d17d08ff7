package nomadops.client.events;

import java.util.List;

/// One whole line of the stream.
sealed interface Frame {

  /// `{}`: at the start of each stream and every 30 s.
  record Beat() implements Frame {}

  /// The events of one Raft entry that the subscription may see.
  record Batch(long index, List<NomadEvent> events) implements Frame {
    public Batch {
      events = List.copyOf(events);
    }
  }

  /// The server gives up, in its own words.
  record ServerError(int status, String words) implements Frame {}
}
