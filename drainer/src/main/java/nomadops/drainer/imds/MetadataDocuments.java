package nomadops.drainer.imds;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.notice.Unfit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the metadata service's documents mean. Pure: the same document gives notices with the same
/// keys, however often and whenever it is read.
final class MetadataDocuments {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// EC2 warns two minutes ahead; the document tells the end only.
  private static final Duration SPOT_WARNING = Duration.ofMinutes(2);

  private static final Set<String> OVER = Set.of("canceled", "cancelled", "completed");

  private MetadataDocuments() {}

  /// Notices, and what could not be understood beside them.
  record Found(List<Notice> notices, List<String> faults) {
    static final Found NOTHING = new Found(List.of(), List.of());

    Found {
      notices = List.copyOf(notices);
      faults = List.copyOf(faults);
    }

    static Found of(Notice notice) {
      return new Found(List.of(notice), List.of());
    }

    static Found unfit(String fault) {
      return new Found(List.of(), List.of(fault));
    }
  }

  /// `{"action":"terminate","time":"2017-09-18T08:22:00Z"}`
  static Found spot(String document, InstanceId instance) {
    try {
      JsonNode tree = tree(document);
      String action = text(tree, "action", "terminate");
      Instant ends = instant(tree, "time", "2017-09-18T08:22:00Z");
      return Found.of(
          new Notice.SpotInterruption(instance, ends.minus(SPOT_WARNING), ends, action));
    } catch (Unfit e) {
      return Found.unfit(e.reason());
    }
  }

  /// `{"noticeTime":"2020-10-27T08:22:00Z"}`
  static Found rebalance(String document, InstanceId instance) {
    try {
      Instant at = instant(tree(document), "noticeTime", "2020-10-27T08:22:00Z");
      return Found.of(new Notice.Rebalance(instance, at));
    } catch (Unfit e) {
      return Found.unfit(e.reason());
    }
  }

  /// `[{"NotBefore":"21 Jan 2019 09:00:43 GMT","Code":"system-reboot","Description":"scheduled
  /// reboot","EventId":"instance-event-0d59937288b749b32","NotAfter":"21 Jan 2019 09:17:23
  /// GMT","State":"active"}]`; NotAfter is not always there. An event that cannot be read takes no
  /// other with it.
  ///
  /// @param now when it is read: the document does not say when an event was announced
  static Found maintenance(String document, InstanceId instance, Instant now) {
    List<Notice> notices = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    try {
      JsonNode tree = tree(document);
      if (!tree.isArray()) {
        return Found.unfit("a list of events is needed, not " + shown(tree));
      }
      for (JsonNode event : tree) {
        try {
          notices.add(event(event, instance, now));
        } catch (Unfit e) {
          faults.add(e.reason());
        }
      }
    } catch (Unfit e) {
      faults.add(e.reason());
    }
    return new Found(notices, faults);
  }

  private static Notice event(JsonNode event, InstanceId instance, Instant now) {
    String id = text(event, "EventId", "instance-event-0d59937288b749b32");
    String code = text(event, "Code", "system-reboot");
    String state = event.path("State").asString("active");
    Optional<Instant> starts =
        event.path("NotBefore").isMissingNode() || event.path("NotBefore").isNull()
            ? Optional.empty()
            : Optional.of(gmt(event, "NotBefore"));
    return new Notice.Maintenance(instance, now, id, code, starts, OVER.contains(state));
  }

  private static JsonNode tree(String document) {
    try {
      return JSON.readTree(document);
    } catch (JacksonException e) {
      throw new Unfit("JSON is needed, not " + InstanceMetadata.shortened(document));
    }
  }

  private static String text(JsonNode tree, String field, String example) {
    JsonNode value = tree.path(field);
    if (!value.isString() || value.asString().isBlank()) {
      throw new Unfit(
          "%s such as \"%s\" is needed, not %s".formatted(field, example, shown(value)));
    }
    return value.asString();
  }

  private static Instant instant(JsonNode tree, String field, String example) {
    String text = text(tree, field, example);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Unfit("%s such as \"%s\" is needed, not \"%s\"".formatted(field, example, text));
    }
  }

  /// RFC 1123 without the day of the week, which that format leaves open.
  private static Instant gmt(JsonNode tree, String field) {
    String example = "21 Jan 2019 09:00:43 GMT";
    String text = text(tree, field, example);
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeException e) {
      throw new Unfit("%s such as \"%s\" is needed, not \"%s\"".formatted(field, example, text));
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : InstanceMetadata.shortened(value.toString());
  }
}
