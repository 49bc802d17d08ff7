package nomadops.autoscaler.decision;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.trace.TraceClass;

/// What waited and was no pool's, from when to when, and why. The oldest that are over go first.
final class Skips {
  private record Key(String job, String group, String why) {}

  private static final class Span {
    final Key key;
    final Instant from;
    Instant to;
    int most;
    String reason = "";

    Span(Key key, Instant from) {
      this.key = key;
      this.from = from;
      this.to = from;
    }

    Map<String, Object> document() {
      return Fields.of(
          "job",
          key.job,
          "group",
          key.group,
          "from",
          from.toString(),
          "to",
          to.toString(),
          "most",
          most,
          "why",
          key.why,
          "reason",
          reason);
    }
  }

  private final Map<Key, Span> open = new HashMap<>();
  private final Deque<Span> over = new ArrayDeque<>();

  void saw(Instant at, List<Unscalable> skipped, int most) {
    Map<Key, Integer> counts = new HashMap<>();
    for (Unscalable one : skipped) {
      Key key = new Key(TraceClass.parentOf(one.job().toString()), one.group(), one.word());
      if (open.containsKey(key) || open.size() < most) {
        Span span = open.computeIfAbsent(key, k -> new Span(k, at));
        span.to = at;
        span.reason = one.reason();
        counts.merge(key, one.count(), Integer::sum);
      }
    }
    counts.forEach((key, count) -> open.computeIfPresent(key, (_, span) -> counted(span, count)));
    close(counts.keySet());
    shrink(most);
  }

  private static Span counted(Span span, int count) {
    span.most = Math.max(span.most, count);
    return span;
  }

  private void close(Set<Key> seen) {
    Iterator<Span> spans = new HashSet<>(open.values()).iterator();
    while (spans.hasNext()) {
      Span span = spans.next();
      if (!seen.contains(span.key)) {
        over.addLast(span);
        open.remove(span.key);
      }
    }
  }

  void shrink(int most) {
    while (over.size() > most) {
      over.removeFirst();
    }
  }

  /// The newest first.
  ///
  /// @param job a part of its id; an empty text for all
  List<Map<String, Object>> document(String job, int limit) {
    List<Span> all = new ArrayList<>(open.values());
    all.addAll(over);
    return all.stream()
        .filter(span -> Family.isMeant(span.key.job, job))
        .sorted(Comparator.comparing((Span span) -> span.to).reversed())
        .limit(limit)
        .map(Span::document)
        .toList();
  }
}
