package nomadops.autoscaler.decision;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.facts.Unscalable;

/// Why the allocations of a job wait: which pool is to take them, or why none is.
public final class JobDocument {
  private JobDocument() {}

  /// All that waits now and is meant by a text.
  ///
  /// @param text a part of a job's id, or the id of a child of one
  public static Map<String, Object> of(
      String text, Map<String, PoolReport> reports, List<Unscalable> skipped) {
    Map<String, Object> pools = new TreeMap<>();
    reports.forEach((name, report) -> {
      List<Family> own =
          report.facts().queued().stream()
              .filter(group -> Family.isMeant(group.job().toString(), text))
              .map(Family::of)
              .toList();
      if (!own.isEmpty()) {
        pools.put(
            name,
            Fields.of(
                "groups", QueueDocument.families(own, report.at()),
                "groups_not_named", Math.max(0, own.size() - QueueDocument.NAMED)));
      }
    });
    Map<String, Object> all = Fields.of("job", text, "pools", pools);
    all.putAll(
        QueueDocument.skipped(
            skipped.stream().filter(one -> Family.isMeant(one.job().toString(), text)).toList()));
    return all;
  }
}
