package nomadops.drainer.announce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.drainer.plan.CutWork;
import tools.jackson.databind.json.JsonMapper;

/// An announcement as JSON, as one line and as plain fields. All names are always there; what is
/// not known is null in JSON and empty in fields.
///
/// ```json
/// {"id":"5f2c...","event":"stuck","time":"2026-11-23T06:30:00Z","instance":"i-0633ac2b0d9769723",
///  "node_ids":["6a9f..."],
///  "notices":[{"kind":"spot-interruption","key":"spot/i-0633ac2b0d9769723/1795415340"}],
///  "notice_count":1,"since":"2026-11-23T06:29:00Z","budget_ends":"2026-11-23T06:31:00Z",
///  "doing":"node-7 drains, 3 allocations run","ending":null,
///  "reason":"its budget ended at 2026-11-23T06:31:00Z",
///  "cut":[{"namespace":"default","job":"report","group":"rows","alloc":"1c..","job_type":"batch",
///          "job_version":3,"ran_seconds":418,"replaced_by":null}],
///  "cut_count":1,"summary":"i-0633ac2b0d9769723 is stuck: ..."}
/// ```
///
/// `ending` is one of `drained`, `nothing-there`, `cut`, `cordoned`, `welcomed`, `restored`,
/// `ignored`.
final class Rendering {
  /// More would not be read, and a program's input should fit into a pipe.
  private static final int MOST_ITEMS = 50;

  private static final int MOST_JOBS_IN_A_LINE = 5;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Rendering() {}

  static byte[] json(Announcement one) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", one.id().toString());
    all.put("event", one.event().word());
    all.put("time", one.time().toString());
    all.put("instance", one.instance().value());
    all.put("node_ids", one.nodeIds());
    all.put(
        "notices",
        one.notices().entrySet().stream()
            .limit(MOST_ITEMS)
            .map(notice -> ordered("kind", notice.getValue(), "key", notice.getKey()))
            .toList());
    all.put("notice_count", one.notices().size());
    all.put("since", one.since().toString());
    all.put("budget_ends", one.budgetEnds().map(Instant::toString).orElse(null));
    all.put("doing", one.doing());
    all.put("ending", one.ending().map(Rendering::word).orElse(null));
    all.put("reason", one.reason());
    all.put("cut", one.cut().stream().limit(MOST_ITEMS).map(Rendering::cut).toList());
    all.put("cut_count", one.cut().size());
    all.put("summary", summary(one));
    return MAPPER.writeValueAsBytes(all);
  }

  private static Map<String, Object> cut(CutWork work) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("namespace", work.namespace());
    all.put("job", work.job());
    all.put("group", work.group());
    all.put("alloc", work.alloc());
    all.put("job_type", work.jobType());
    all.put("job_version", work.jobVersion());
    all.put("ran_seconds", work.ran().toSeconds());
    all.put("replaced_by", work.replacedBy().orElse(null));
    return all;
  }

  private static Map<String, String> ordered(String k1, String v1, String k2, String v2) {
    Map<String, String> two = new LinkedHashMap<>();
    two.put(k1, v1);
    two.put(k2, v2);
    return two;
  }

  /// For templates and environments.
  static Map<String, String> fields(Announcement one) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("id", one.id().toString());
    all.put("event", one.event().word());
    all.put("time", one.time().toString());
    all.put("instance", one.instance().value());
    all.put("node_ids", String.join(",", one.nodeIds()));
    all.put("notice_kinds", String.join(",", one.kinds()));
    all.put(
        "notice_keys",
        one.notices().keySet().stream().limit(MOST_ITEMS).collect(Collectors.joining(",")));
    all.put("since", one.since().toString());
    all.put("budget_ends", one.budgetEnds().map(Instant::toString).orElse(""));
    all.put("doing", one.doing());
    all.put("ending", one.ending().map(Rendering::word).orElse(""));
    all.put("reason", one.reason());
    all.put("cut_count", "" + one.cut().size());
    all.put("cut_jobs", jobs(one).limit(MOST_ITEMS).collect(Collectors.joining(",")));
    all.put("summary", summary(one));
    return all;
  }

  /// One line for people.
  static String summary(Announcement one) {
    String instance = one.instance().value();
    String line =
        switch (one.event()) {
          case RECEIVED -> instance + " goes: " + one.reason() + until(one);
          case RECOVERED -> instance + " is not stuck any more: " + one.reason();
          case STARTED -> instance + " is drained" + until(one) + ": " + one.reason();
          case DONE ->
              instance
                  + " is done: "
                  + one.ending().map(Rendering::word).orElse("")
                  + ", "
                  + one.reason();
          case STUCK -> instance + " is stuck: " + one.reason() + "; " + one.doing();
          case CUT -> instance + " had work cut off: " + cutLine(one);
        };
    return Announcement.line(line);
  }

  private static String until(Announcement one) {
    return one.budgetEnds().map(end -> " until " + end).orElse("");
  }

  private static String cutLine(Announcement one) {
    List<String> jobs = jobs(one).toList();
    String shown = String.join(", ", jobs.stream().limit(MOST_JOBS_IN_A_LINE).toList());
    int more = jobs.size() - MOST_JOBS_IN_A_LINE;
    return one.cut().size() + " of " + shown + (more > 0 ? " and " + more + " more jobs" : "");
  }

  private static Stream<String> jobs(Announcement one) {
    return one.cut().stream().map(work -> work.namespace() + "/" + work.job()).distinct();
  }

  private static String word(Enum<?> ending) {
    return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
