package nomadops.drainer.announce;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.InstanceId;

/// An announcement that stands for any, to check templates by.
final class Samples {
  static final Announcement ONE =
      new Announcement(
          Announcement.id(Event.RECEIVED, new InstanceId("i-0"), Map.of(), ""),
          Event.RECEIVED,
          Instant.EPOCH,
          new InstanceId("i-0"),
          List.of(),
          Map.of(),
          Instant.EPOCH,
          Optional.empty(),
          "noticed",
          Optional.empty(),
          "sample",
          List.of());

  static final Map<String, String> FIELDS = Rendering.fields(ONE);

  private Samples() {}
}
