package nomadops.autoscaler.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.policy.pool.GroupTerms;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.source.Schedule;
import nomadops.autoscaler.source.SizeQuery;

/// One pool as the configuration has it.
///
/// @param nodePool empty for any
/// @param nodeClass empty for any
/// @param datacenters globs; empty for any
/// @param priority of pools that compete for the cap on all of them; the greatest first
record PoolConfig(
    String name,
    Optional<String> nodePool,
    Optional<String> nodeClass,
    List<String> datacenters,
    int priority,
    PoolTerms terms,
    List<GroupConfig> groups,
    Optional<TemplateConfig> template,
    List<Schedule> schedules,
    List<QueryConfig> queries) {
  PoolConfig {
    datacenters = List.copyOf(datacenters);
    groups = List.copyOf(groups);
    schedules = List.copyOf(schedules);
    queries = List.copyOf(queries);
  }

  /// Where machines come from.
  sealed interface GroupConfig {
    String name();

    /// What is wanted of it.
    GroupTerms terms();

    /// An Auto Scaling group of AWS.
    record Asg(String name, GroupTerms terms) implements GroupConfig {}

    /// Something that is asked and told over HTTP.
    record Webhook(
        String name, URI url, Optional<Path> secretFile, Duration timeout, GroupTerms terms)
        implements GroupConfig {}

    /// A program.
    record Exec(String name, List<String> command, Duration timeout, GroupTerms terms)
        implements GroupConfig {
      public Exec {
        command = List.copyOf(command);
      }
    }
  }

  /// What a node is like while none was seen.
  record TemplateConfig(
      long cpu,
      long memoryMb,
      long diskMb,
      int cores,
      String datacenter,
      Map<String, String> attributes,
      Map<String, String> meta,
      List<String> drivers,
      Map<String, Integer> devices) {
    TemplateConfig {
      attributes = Map.copyOf(attributes);
      meta = Map.copyOf(meta);
      drivers = List.copyOf(drivers);
      devices = Map.copyOf(devices);
    }
  }

  /// A question to Prometheus.
  record QueryConfig(
      String name,
      URI url,
      String query,
      SizeQuery.Kind kind,
      double perNode,
      Duration timeout,
      Optional<Path> tokenFile) {}
}
