package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Shape;
import nomadops.runtime.config.ValueParser;

/// Reads a pool:
///
/// ```yaml
/// - name: batch                 # required
///   node-pool: batch            # its nodes: those of this node pool,
///   class: c7                   # this class
///   datacenters: [eu-*]         # and one of these datacenters; what is left out does not matter
///   min: 0
///   max: 200                    # required
///   max-wait: 2m
///   groups:                     # required; the preferred first
///   - asg: batch-spot
///   - asg: batch-on-demand
///   template: {cpu: 16000, memory: 32768}
/// ```
final class PoolParser {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final int MANY = 100_000;

  private PoolParser() {}

  static ValueParser<PoolConfig> pool() {
    return Parsers.mapping(
        "pool",
        shape -> {
          var name = shape.required("name", name());
          var nodePool = shape.optional("node-pool", Parsers.string());
          var nodeClass = shape.optional("class", Parsers.string());
          var datacenters =
              shape.optional("datacenters", Parsers.listOf(Parsers.string()), List.of());
          var priority = shape.optional("priority", Parsers.integer(-1_000, 1_000), 0);
          var groups = shape.required("groups", Parsers.listOf(GroupParser.group()));
          var template = shape.optional("template", SourceParser.template());
          var schedules =
              shape.optional("schedules", Parsers.listOf(SourceParser.schedule()), List.of());
          var queries =
              shape.optional("prometheus", Parsers.listOf(SourceParser.query()), List.of());
          Supplier<PoolTerms> terms = terms(shape, name);
          return () -> {
            if (groups.get().isEmpty()) {
              throw new IllegalArgumentException(
                  "has no groups, so no machine could come; add e.g. groups: [{asg: NAME}]");
            }
            return new PoolConfig(
                name.get(),
                nodePool.get(),
                nodeClass.get(),
                datacenters.get(),
                priority.get(),
                terms.get(),
                groups.get(),
                template.get(),
                schedules.get(),
                queries.get());
          };
        });
  }

  static ValueParser<String> name() {
    return Parsers.scalar(
        "name",
        "write lower-case letters, digits and dashes",
        text -> {
          if (!NAME.matcher(text).matches() || text.equals("all")) {
            throw new IllegalArgumentException(
                "\""
                    + text
                    + "\" is no name for a pool; write lower-case letters, digits and dashes, e.g. batch-eu");
          }
          return text;
        });
  }

  private static Supplier<PoolTerms> terms(Shape shape, Supplier<String> name) {
    PoolTerms usual = PoolTerms.usual("", 0, 0);
    Supplier<PoolTerms.Size> size = size(shape);
    Supplier<PoolTerms.Waits> waits = waits(shape, usual.waits());
    Supplier<PoolTerms.ScaleIn> scaleIn = scaleIn(shape, usual.scaleIn());
    var launches =
        shape.optional(
            "launches-per-minute", Parsers.integer(1, MANY), usual.budgets().launchesPerMinute());
    var ends =
        shape.optional(
            "ends-per-minute", Parsers.integer(0, MANY), usual.budgets().endsPerMinute());
    Supplier<PoolTerms.Trust> trust = trust(shape, usual.trust());
    return () ->
        new PoolTerms(
            name.get(),
            size.get(),
            waits.get(),
            scaleIn.get(),
            new PoolTerms.Budgets(launches.get(), ends.get()),
            trust.get());
  }

  private static Supplier<PoolTerms.Size> size(Shape shape) {
    var min = shape.optional("min", Parsers.integer(0, MANY), 0);
    var max = shape.required("max", Parsers.integer(0, MANY));
    var spare = shape.optional("spare", Parsers.integer(0, MANY), 0);
    return () -> new PoolTerms.Size(min.get(), max.get(), spare.get());
  }

  private static Supplier<PoolTerms.Waits> waits(Shape shape, PoolTerms.Waits usual) {
    var maxWait = shape.optional("max-wait", time(), usual.maxWait());
    var patience = shape.optional("patience", time(), usual.patience());
    var distrust = shape.optional("distrust-after", time(), usual.distrustAfter());
    var bootLag = shape.optional("boot-lag", time(), usual.bootLag());
    return () -> new PoolTerms.Waits(maxWait.get(), patience.get(), distrust.get(), bootLag.get());
  }

  private static Supplier<PoolTerms.ScaleIn> scaleIn(Shape shape, PoolTerms.ScaleIn usual) {
    var idleFor = shape.optional("idle-for", time(), usual.idleFor());
    var protectNew = shape.optional("protect-new", time(), usual.protectNew());
    var window = shape.optional("window", time(), usual.window());
    var fill = shape.optional("fill", Parsers.decimal(0.1, 1), usual.fill());
    var percent = shape.optional("cordon-percent", Parsers.integer(0, 100), usual.cordonPercent());
    var giveUp = shape.optional("give-up-after", time(), usual.giveUpAfter());
    return () ->
        new PoolTerms.ScaleIn(
            idleFor.get(), protectNew.get(), window.get(), fill.get(), percent.get(), giveUp.get());
  }

  private static Supplier<PoolTerms.Trust> trust(Shape shape, PoolTerms.Trust usual) {
    var stale = shape.optional("stale-after", time(), usual.staleAfter());
    var register = shape.optional("register-within", time(), usual.registerWithin());
    var first = shape.optional("backoff-first", time(), usual.backoffFirst());
    var most = shape.optional("backoff-most", time(), usual.backoffMost());
    var pending =
        shape.optional("pending-evals", Parsers.integer(0, MANY * 10), usual.pendingEvals());
    return () ->
        new PoolTerms.Trust(stale.get(), register.get(), first.get(), most.get(), pending.get());
  }

  static ValueParser<Duration> time() {
    return Parsers.duration(Duration.ZERO, Duration.ofDays(7));
  }

  /// Faults that only show when all pools are looked at.
  static List<String> together(List<PoolConfig> pools) {
    List<String> faults = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    for (PoolConfig pool : pools) {
      if (names.merge(pool.name(), 1, Integer::sum) == 2) {
        faults.add("two pools are named " + pool.name() + "; give each its own name");
      }
      for (PoolConfig.GroupConfig group : pool.groups()) {
        String before = owners.put(group.name(), pool.name());
        if (before != null) {
          faults.add(
              "group %s is in pool %s and in pool %s; a group belongs to one pool"
                  .formatted(group.name(), before, pool.name()));
        }
      }
    }
    return faults;
  }
}
