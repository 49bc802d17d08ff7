package nomadops.drainer.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.drainer.plan.BatchPolicy;
import nomadops.drainer.plan.BatchRule;
import nomadops.drainer.plan.BatchRules;
import nomadops.drainer.plan.BatchTerms;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.config.ValueParser;

/// What becomes of batch work. One rule:
///
/// ```yaml
/// - name: builds              # required
///   namespace: ci-*           # globs
///   job: build-*
///   class: spot               # of the node
///   meta: {team: core*}       # of the job; globs, by key
///   policy: wait              # or stop, replace; left out, as the setting batch says
///   rerun: true               # left out, as the setting rerun-cut says
/// ```
final class BatchSettings {
  private static final String HEADING = "Batch work";

  static final Setting<BatchPolicy> POLICY =
      Setting.of("batch", Parsers.oneOf(BatchPolicy.class))
          .defaultsTo(BatchPolicy.WAIT)
          .describedAs(
              "What becomes of batch work on a node that goes: wait (runs until time is up), stop (stopped for good), replace (moves at once). A job's meta nomad-ops.drainer/batch overrides it.")
          .inGroup(HEADING);
  static final Setting<Boolean> RERUN =
      Setting.of("rerun-cut", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "Runs batch work again that a drain cut off. A job's meta nomad-ops.drainer/rerun overrides it.")
          .inGroup(HEADING);
  static final Setting<List<Rule>> RULES =
      Setting.of("batch-rules", Parsers.listOf(rule()))
          .describedAs("Rules for some batch work; the first that matches counts.")
          .example("[{name: builds, job: build-*, policy: replace}]")
          .inGroup(HEADING);

  private BatchSettings() {}

  /// A rule as it is written: what it leaves out, the settings say.
  record Rule(
      String name,
      Glob namespace,
      Glob job,
      Glob nodeClass,
      Map<String, Glob> meta,
      java.util.Optional<BatchPolicy> policy,
      java.util.Optional<Boolean> rerun) {}

  private static ValueParser<Rule> rule() {
    return Parsers.mapping(
        "batch rule",
        shape -> {
          var name = shape.required("name", Parsers.string());
          var namespace = shape.optional("namespace", Parsers.glob(), Glob.ALL);
          var job = shape.optional("job", Parsers.glob(), Glob.ALL);
          var nodeClass = shape.optional("class", Parsers.glob(), Glob.ALL);
          var meta = shape.optional("meta", Parsers.globsByKey(), Map.of());
          var policy = shape.optional("policy", Parsers.oneOf(BatchPolicy.class));
          var rerun = shape.optional("rerun", Parsers.bool());
          return () -> {
            if (policy.get().isEmpty() && rerun.get().isEmpty()) {
              throw new IllegalArgumentException(
                  "says nothing; give policy: wait, stop or replace, or rerun: true or false");
            }
            return new Rule(
                name.get(),
                namespace.get(),
                job.get(),
                nodeClass.get(),
                new HashMap<>(meta.get()),
                policy.get(),
                rerun.get());
          };
        });
  }

  static BatchRules rules(Resolved settings) {
    BatchTerms otherwise = new BatchTerms(settings.get(POLICY), settings.get(RERUN));
    return new BatchRules(
        settings.find(RULES).orElse(List.of()).stream()
            .map(rule ->
                new BatchRule(
                    rule.name(),
                    rule.namespace(),
                    rule.job(),
                    rule.nodeClass(),
                    rule.meta(),
                    new BatchTerms(
                        rule.policy().orElse(otherwise.policy()),
                        rule.rerun().orElse(otherwise.rerun()))))
            .toList(),
        otherwise);
  }
}
