package nomadops.drainer.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Detail of "AWS Health Event". One event may concern many instances: each gets a notice, and each
/// notice its own key.
///
/// ```json
/// {"eventArn":"arn:aws:health:region::event/id","service":"EC2","statusCode":"upcoming",
///  "eventTypeCode":"AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED",
///  "eventTypeCategory":"scheduledChange","startTime":"Sat, 05 Jun 2016 15:10:09 GMT",
///  "affectedEntities":[{"entityValue":"i-12345678","status":"PENDING","tags":{..}}],..}
/// ```
final class HealthEvent {
  private static final String ENTITIES = "a list of objects with an entityValue";

  private HealthEvent() {}

  static Reading read(Fields detail, Instant at) {
    String service = detail.text("service", "EC2");
    String category = detail.text("eventTypeCategory", "scheduledChange");
    if (!service.equals("EC2") || !category.equals("scheduledChange")) {
      return new Reading.Nothing(
          "AWS Health tells of "
              + Fields.quoted(service + " " + category)
              + ", only EC2 scheduledChange concerns instances");
    }
    String event = detail.text("eventArn", "the event's ARN");
    String code =
        detail.text("eventTypeCode", "a code such as AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED");
    Optional<Instant> starts = starts(detail);
    boolean over =
        detail.optionalText("statusCode", "open, upcoming or closed").stream()
            .anyMatch("closed"::equals);
    Map<InstanceId, Notice> notices = new LinkedHashMap<>();
    for (Fields entity : detail.objects("affectedEntities", ENTITIES)) {
      if (!isInstance(entity)) {
        continue;
      }
      InstanceId instance = entity.instance("entityValue");
      boolean resolved =
          entity.optionalText("status", "PENDING or RESOLVED").stream()
              .anyMatch("RESOLVED"::equals);
      notices.put(
          instance, new Notice.Maintenance(instance, at, event, code, starts, over || resolved));
    }
    return notices.isEmpty()
        ? new Reading.Nothing("AWS Health tells of " + code + ", but of no instance")
        : new Reading.Notices(List.copyOf(notices.values()));
  }

  /// EC2's events also name dedicated hosts (`h-..`) and whole accounts.
  private static boolean isInstance(Fields entity) {
    return entity.text("entityValue", "an instance id such as i-12345678").startsWith("i-");
  }

  private static Optional<Instant> starts(Fields detail) {
    String wanted = "a time such as Sat, 05 Jun 2016 15:10:09 GMT";
    return detail
        .optionalText("startTime", wanted)
        .map(text -> {
          try {
            return Times.ofHealth(text);
          } catch (DateTimeException _) {
            throw new Unfit(detail.at("startTime"), Fields.quoted(text), wanted);
          }
        });
  }
}
