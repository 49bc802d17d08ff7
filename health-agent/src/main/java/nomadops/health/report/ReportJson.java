package nomadops.health.report;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import nomadops.health.check.Health;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A report as a document:
///
/// ```json
/// {"version":1,"node":"9fb4f880-e1f9-0133-861d-046685433001","sent":"2026-11-27T12:33:30.123Z",
///  "checks":{"internet":{"status":"fail","since":"2026-11-27T12:30:00.000Z",
///    "reason":"0 of 2 targets answer","failedTargets":["registry.example:443"]}}}
/// ```
///
/// Fields that are not known are left aside by [ReportReader]. `sent` is a part of it because the
/// seconds of the signature are too coarse to tell one report from the next.
public final class ReportJson {
  static final int VERSION = 1;

  /// Where it is posted.
  public static final String PATH = "/v1/health/report";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportJson() {}

  /// Whether a text can be a node's id in a report.
  public static boolean isNode(String id) {
    return Bounds.isNode(id);
  }

  /// The document, of at most 64 KiB. When there is more to say, reasons go first, then targets, in
  /// the same order on every client, but for the last one of a check: without any, what a whole
  /// fleet fails would look like a fault of each client. Of more than 64 checks, those that fail
  /// are told.
  ///
  /// @throws IllegalArgumentException when that is no node's id
  public static byte[] write(String node, Instant sent, Map<String, CheckReport> checks) {
    if (!Bounds.isNode(node)) {
      throw new IllegalArgumentException(
          "node id is \"%s\"; it is 1 to 64 letters, digits and dashes"
              .formatted(Bounds.cut(node, 80)));
    }
    byte[] document = write(node, sent, checks, Bounds.REASON, Bounds.TARGETS);
    for (int targets = Bounds.TARGETS;
        document.length > Bounds.LONGEST && targets > 0;
        targets /= 2) {
      document = write(node, sent, checks, 0, targets);
    }
    return document;
  }

  private static byte[] write(
      String node, Instant sent, Map<String, CheckReport> checks, int reason, int targets) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION).put("node", node).put("sent", text(sent));
    ObjectNode all = json.putObject("checks");
    for (Map.Entry<String, CheckReport> check : told(checks)) {
      CheckReport report = check.getValue();
      ObjectNode one = all.putObject(Bounds.cut(check.getKey(), Bounds.CHECK_NAME));
      one.put("status", report.status().word()).put("since", text(report.since()));
      if (reason > 0) {
        one.put("reason", Bounds.cut(report.reason(), reason));
      }
      if (report.status() == Health.FAIL && !report.failedTargets().isEmpty()) {
        ArrayNode list = one.putArray("failedTargets");
        report.failedTargets().stream()
            .map(target -> Bounds.cut(target, Bounds.TARGET))
            .distinct()
            .sorted()
            .limit(targets)
            .forEach(list::add);
      }
    }
    return JSON.writeValueAsBytes(json);
  }

  private static List<Map.Entry<String, CheckReport>> told(Map<String, CheckReport> checks) {
    return checks.entrySet().stream()
        .sorted(
            comparing(
                    (Map.Entry<String, CheckReport> one) -> one.getValue().status() != Health.FAIL)
                .thenComparing(Map.Entry::getKey))
        .limit(Bounds.CHECKS)
        .toList();
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
