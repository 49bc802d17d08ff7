package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nomadops.autoscaler.cli.PoolConfig.GroupConfig;
import nomadops.autoscaler.policy.pool.GroupTerms;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Shape;
import nomadops.runtime.config.ValueParser;

/// Reads a group: `{asg: NAME}`, `{webhook: URL, name: NAME}` or `{exec: [PROGRAM, ARGUMENT], name:
/// NAME}`, each with a `weight`, a `price` for an hour and a `billing-period` if that matters.
final class GroupParser {
  private GroupParser() {}

  static ValueParser<GroupConfig> group() {
    return Parsers.mapping(
        "group",
        shape -> {
          var asg = shape.optional("asg", Parsers.string());
          var webhook = shape.optional("webhook", Parsers.uri("https", "http"));
          var exec = shape.optional("exec", Parsers.listOf(Parsers.string()));
          var name = shape.optional("name", Parsers.string());
          var secret = shape.optional("secret-file", Parsers.path());
          var timeout =
              shape.optional(
                  "timeout",
                  Parsers.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
                  Duration.ofSeconds(10));
          Supplier<GroupTerms> terms = terms(shape);
          return () -> {
            long given =
                Stream.of(asg.get(), webhook.get(), exec.get())
                    .filter(java.util.Optional::isPresent)
                    .count();
            if (given != 1) {
              throw new IllegalArgumentException(
                  "names "
                      + given
                      + " of asg, webhook and exec; name exactly one, e.g. {asg: NAME}");
            }
            if (asg.get().isPresent()) {
              return new GroupConfig.Asg(asg.get().get(), terms.get());
            }
            String called =
                name.get()
                    .orElseThrow(() ->
                        new IllegalArgumentException(
                            "has no name; add name: NAME, as others know the group"));
            if (webhook.get().isPresent()) {
              return new GroupConfig.Webhook(
                  called, webhook.get().get(), secret.get(), timeout.get(), terms.get());
            }
            List<String> command = exec.get().orElse(List.of());
            if (command.isEmpty()) {
              throw new IllegalArgumentException(
                  "exec is empty; give the program and its arguments, e.g. [/opt/scale, batch]");
            }
            return new GroupConfig.Exec(called, command, timeout.get(), terms.get());
          };
        });
  }

  private static Supplier<GroupTerms> terms(Shape shape) {
    var weight = shape.optional("weight", Parsers.integer(0, 1_000), 0);
    var price = shape.optional("price", Parsers.decimal(0, 1_000_000), 0.0);
    var billing =
        shape.optional(
            "billing-period", Parsers.duration(Duration.ZERO, Duration.ofDays(31)), Duration.ZERO);
    return () -> new GroupTerms(weight.get(), price.get(), billing.get());
  }
}
