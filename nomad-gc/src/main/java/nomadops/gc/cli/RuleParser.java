package nomadops.gc.cli;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.gc.job.JobType;
import nomadops.gc.job.Outcome;
import nomadops.gc.policy.Match;
import nomadops.gc.policy.Retention;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.ValueParser;

/// Reads one retention rule:
///
/// ```yaml
/// - name: failures            # shown as the reason; required
///   namespace: ci-*           # globs
///   id: build-*
///   parent: nightly           # children of this dispatch or periodic parent
///   type: [batch, sysbatch]
///   outcome: [failed, lost]
///   meta: {team: core*}       # globs, by key
///   keep-for: 7d              # or  keep: forever
/// ```
final class RuleParser {
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
          var types =
              shape.optional("type", Parsers.listOf(Parsers.oneOf(JobType.class)), List.of());
          var outcomes =
              shape.optional("outcome", Parsers.listOf(Parsers.oneOf(Outcome.class)), List.of());
          var meta = shape.optional("meta", Parsers.globsByKey(), Map.of());
          var keepFor = shape.optional("keep-for", Parsers.duration());
          var keep = shape.optional("keep", Parsers.oneOf(Keep.class));
          return () ->
              new RetentionRule(
                  name.get(),
                  new Match(
                      namespace.get(),
                      id.get(),
                      parent.get(),
                      Set.copyOf(types.get()),
                      Set.copyOf(outcomes.get()),
                      new HashMap<>(meta.get())),
                  retention(keepFor.get(), keep.get()));
        });
  }

  private static Retention retention(Optional<Duration> keepFor, Optional<Keep> keep) {
    if (keepFor.isPresent() == keep.isPresent()) {
      throw new IllegalArgumentException(
          keepFor.isPresent()
              ? "has both keep-for and keep; give one"
              : "says not how long; give keep-for: <duration> or keep: forever");
    }
    return keepFor.<Retention>map(Retention.KeepFor::new).orElseGet(Retention.KeepForever::new);
  }
}
