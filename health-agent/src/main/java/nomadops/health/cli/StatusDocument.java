package nomadops.health.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.time.Ticker;
import nomadops.health.agent.Courses;

/// What `/status` and `/readyz` say of the checks.
record StatusDocument(Courses courses, Ticker ticker) {
  /// It is ready when everything was looked at once; a sick client is no reason not to be.
  Optional<String> unlooked() {
    List<String> missing =
        courses.all().entrySet().stream()
            .filter(one -> one.getValue().isNew())
            .map(Map.Entry::getKey)
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("not looked at yet: " + String.join(", ", missing));
  }

  Map<String, ?> tree() {
    long now = ticker.nanos();
    Map<String, Object> checks = new LinkedHashMap<>();
    courses
        .all()
        .forEach((name, course) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("health", course.verdict().word());
          one.put("for_seconds", (now - course.since()) / 1_000_000_000L);
          one.put("last_found", course.last().health().word());
          one.put("reason", course.last().reason());
          one.put("failed_targets", course.last().failedTargets().stream().sorted().toList());
          one.put("failed_lately", course.failures());
          checks.put(name, one);
        });
    return Map.of("checks", checks);
  }
}
