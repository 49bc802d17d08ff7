package nomadops.autoscaler.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nomadops.autoscaler.policy.pool.GroupTerms;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.runtime.config.Parsers;
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
          Supplier<PoolTerms> terms = TermsParser.terms(shape, name);
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
                terms.get().with(groupTerms(groups.get())),
                groups.get(),
                template.get(),
                schedules.get(),
                queries.get());
          };
        });
  }

  private static Map<String, GroupTerms> groupTerms(List<PoolConfig.GroupConfig> groups) {
    Map<String, GroupTerms> terms = new HashMap<>();
    groups.forEach(group -> terms.put(group.name(), group.terms()));
    return terms;
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
