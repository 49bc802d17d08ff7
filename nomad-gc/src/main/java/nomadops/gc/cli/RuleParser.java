package nomadops.gc.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.gc.job.JobType;
import nomadops.gc.job.Outcome;
import nomadops.gc.policy.KeepLast;
import nomadops.gc.policy.Match;
import nomadops.gc.policy.Retention;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.ValueParser;

/// Reads one retention rule:
///
/// ```yaml
/// - name: failures            # shown as the reason; required, and no other rule has it
///   namespace: ci-*           # globs
///   id: build-*
///   parent: nightly           # children of this dispatch or periodic parent
///   type: [batch, sysbatch]
///   outcome: [failed, lost]
///   meta: {team: core*}       # globs, by key
///   unstopped: true           # dead service jobs that nobody stopped
///   keep-for: 7d              # or  keep: forever
///   keep-last: 5              # newest runs of each parent, whatever their age
///   keep-last-successes: 3
///   keep-last-failures: 10
/// ```
///
/// A rule that can match no job is a fault.
final class RuleParser {
  private static final int MOST_RUNS = 1000;

  private enum Keep {
    FOREVER
  }

  private RuleParser() {}

  static ValueParser<RetentionRule> rule() {
    return Parsers.mapping(
        "retention rule",
        shape -> {
          var name = shape.required("name", Parsers.string());
          var namespace = shape.optional("namespace", Parsers.glob(), Glob.ALL);
          var id = shape.optional("id", Parsers.glob(), Glob.ALL);
          var parent = shape.optional("parent", Parsers.glob(), Glob.ALL);
          var types = shape.optional("type", Parsers.listOf(Parsers.oneOf(JobType.class)));
          var outcomes = shape.optional("outcome", Parsers.listOf(Parsers.oneOf(Outcome.class)));
          var meta = shape.optional("meta", Parsers.globsByKey(), Map.of());
          var unstopped = shape.optional("unstopped", Parsers.bool(), false);
          var keepFor = shape.optional("keep-for", Parsers.duration());
          var keep = shape.optional("keep", Parsers.oneOf(Keep.class));
          var runs = shape.optional("keep-last", Parsers.integer(1, MOST_RUNS), 0);
          var successes = shape.optional("keep-last-successes", Parsers.integer(1, MOST_RUNS), 0);
          var failures = shape.optional("keep-last-failures", Parsers.integer(1, MOST_RUNS), 0);
          return () -> {
            KeepLast last = new KeepLast(runs.get(), successes.get(), failures.get());
            Match match =
                new Match(
                    namespace.get(),
                    id.get(),
                    parent.get(),
                    listed("type", types.get()),
                    listed("outcome", outcomes.get()),
                    new HashMap<>(meta.get()),
                    unstopped.get());
            RetentionRule rule =
                new RetentionRule(
                    name.get(), match, retention(keepFor.get(), keep.get(), last), last);
            PossibleRule.require(rule);
            return rule;
          };
        });
  }

  private static <T> Set<T> listed(String key, Optional<List<T>> given) {
    if (given.isPresent() && given.get().isEmpty()) {
      throw new IllegalArgumentException(
          "has an empty " + key + ", which matches nothing; leave it out to match all");
    }
    return Set.copyOf(given.orElse(List.of()));
  }

  private static Retention retention(
      Optional<Duration> keepFor, Optional<Keep> keep, KeepLast last) {
    if (keepFor.isPresent() && keep.isPresent()) {
      throw new IllegalArgumentException("has both keep-for and keep; give one");
    }
    if (keep.isPresent() && !last.isNone()) {
      throw new IllegalArgumentException(
          "keeps its jobs forever, so that keep-last changes nothing; give one");
    }
    if (keepFor.isEmpty() && keep.isEmpty() && last.isNone()) {
      throw new IllegalArgumentException(
          "says not how long; give keep-for: <duration>, keep-last: <runs> or keep: forever");
    }
    return keep.isPresent()
        ? new Retention.KeepForever()
        : keepFor.<Retention>map(Retention.KeepFor::new).orElseGet(Retention.KeepAsDefault::new);
  }
}
