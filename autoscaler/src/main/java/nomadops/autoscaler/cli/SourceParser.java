package nomadops.autoscaler.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nomadops.autoscaler.cli.PoolConfig.QueryConfig;
import nomadops.autoscaler.cli.PoolConfig.TemplateConfig;
import nomadops.autoscaler.source.Schedule;
import nomadops.autoscaler.source.SizeQuery.Kind;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.ValueParser;

/// Reads what else a pool is told: its template, schedules and queries.
///
/// ```yaml
/// template: {cpu: 16000, memory: 32768, disk: 100000, cores: 8, attributes: {cpu.arch: amd64}, drivers: [docker]}
/// schedules:
/// - {name: workdays, start: 0 8 * * 1-5, for: 10h, zone: Europe/Berlin, at-least: 10}
/// prometheus:
/// - {name: builds, url: http://prometheus:9090, query: sum(builds_queued), as: at-least, per-node: 8}
/// ```
final class SourceParser {
  private static final int MANY = 100_000;

  private SourceParser() {}

  static ValueParser<Schedule> schedule() {
    return Parsers.mapping(
        "schedule",
        shape -> {
          var name = shape.required("name", Parsers.string());
          var start = shape.required("start", Parsers.string());
          var length =
              shape.required("for", Parsers.duration(Duration.ofMinutes(1), Duration.ofDays(366)));
          var zone = shape.optional("zone", zone(), ZoneId.of("UTC"));
          var atLeast = shape.optional("at-least", Parsers.integer(0, MANY));
          var atMost = shape.optional("at-most", Parsers.integer(0, MANY));
          return () ->
              new Schedule(
                  name.get(),
                  start.get(),
                  zone.get(),
                  length.get(),
                  number(atLeast.get()),
                  number(atMost.get()));
        });
  }

  private static OptionalInt number(Optional<Integer> given) {
    return given.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static ValueParser<ZoneId> zone() {
    return Parsers.scalar(
        "time zone",
        "write e.g. Europe/Berlin or UTC",
        text -> {
          try {
            return ZoneId.of(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                "\"" + text + "\" is no time zone; write e.g. Europe/Berlin or UTC", e);
          }
        });
  }

  static ValueParser<QueryConfig> query() {
    return Parsers.mapping(
        "prometheus query",
        shape -> {
          var name = shape.required("name", Parsers.string());
          var url = shape.required("url", Parsers.uri("http", "https"));
          var query = shape.required("query", Parsers.string());
          var kind = shape.optional("as", Parsers.oneOf(Kind.class), Kind.AT_LEAST);
          var perNode = shape.optional("per-node", Parsers.decimal(1e-9, 1e12), 1.0);
          var timeout =
              shape.optional(
                  "timeout",
                  Parsers.duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
                  Duration.ofSeconds(5));
          var token = shape.optional("token-file", Parsers.path());
          return () ->
              new QueryConfig(
                  name.get(),
                  url.get(),
                  query.get(),
                  kind.get(),
                  perNode.get(),
                  timeout.get(),
                  token.get());
        });
  }

  static ValueParser<TemplateConfig> template() {
    return Parsers.mapping(
        "template",
        shape -> {
          var cpu = shape.required("cpu", Parsers.integer(1, Integer.MAX_VALUE));
          var memory = shape.required("memory", Parsers.integer(1, Integer.MAX_VALUE));
          var disk = shape.optional("disk", Parsers.integer(0, Integer.MAX_VALUE), 100_000);
          var cores = shape.optional("cores", Parsers.integer(0, MANY), 0);
          var datacenter = shape.optional("datacenter", Parsers.string(), "");
          var attributes = shape.optional("attributes", Texts.of("attributes"), Map.of());
          var meta = shape.optional("meta", Texts.of("meta"), Map.of());
          var drivers = shape.optional("drivers", Parsers.listOf(Parsers.string()), List.of());
          var devices = shape.optional("devices", Texts.of("devices"), Map.of());
          return () ->
              new TemplateConfig(
                  cpu.get(),
                  memory.get(),
                  disk.get(),
                  cores.get(),
                  datacenter.get(),
                  attributes.get(),
                  meta.get(),
                  drivers.get(),
                  Texts.counts(devices.get()));
        });
  }
}
