package nomadops.runtime.config;

import java.time.Duration;
import java.util.List;

/// A catalogue with one setting of every kind, as a tool would declare it.
public final class Sample {
  public enum Mode {
    COURTEOUS,
    NORMAL,
    FULL_SPEED
  }

  public record Rule(Glob id, Duration keepFor, int keepLast) {
    public Rule {
      if (keepFor.isZero() && keepLast == 0) {
        throw new IllegalArgumentException("keeps nothing; give keep-for or keep-last");
      }
    }
  }

  public static final Setting<Duration> KEEP_FOR =
      Setting.of("keep-for", Parsers.duration(Duration.ZERO, Duration.ofDays(3650)))
          .defaultsTo(Duration.ofHours(4))
          .describedAs("How long a dead job is kept.")
          .asReloadable();
  public static final Setting<Mode> MODE =
      Setting.of("mode", Parsers.oneOf(Mode.class))
          .defaultsTo(Mode.COURTEOUS)
          .describedAs("How eagerly to collect.");
  public static final Setting<Integer> WINDOW =
      Setting.of("window", Parsers.integer(1, 64)).defaultsTo(8).describedAs("Purges in flight.");
  public static final Setting<Boolean> DRY_RUN =
      Setting.of("dry-run", Parsers.bool()).defaultsTo(false).describedAs("Changes nothing.");
  public static final Setting<Long> BUFFER =
      Setting.of("buffer", Parsers.bytes()).defaultsTo(64L << 20).describedAs("Memory for lists.");
  public static final Setting<List<String>> NAMESPACES =
      Setting.of("namespaces", Parsers.listOf(Parsers.string()))
          .defaultsTo(List.of())
          .describedAs("Only these namespaces.")
          .example("[default, ci]");
  public static final Setting<String> WEBHOOK_KEY =
      Setting.of("webhook-key", Parsers.string())
          .env("WEBHOOK_KEY", "OLD_WEBHOOK_KEY")
          .describedAs("Signs webhooks.\nAt least 16 characters.")
          .asSecret();
  public static final Setting<List<Rule>> RETENTION =
      Setting.of("retention", Parsers.listOf(rule()))
          .defaultsTo(List.of())
          .describedAs("Rules; the first that matches wins.")
          .example("- id: ci-*\n  keep-for: 30m\n- id: '*'\n  keep-last: 3")
          .asReloadable();

  public static final Catalogue CATALOGUE =
      Catalogue.of(
          "gc", KEEP_FOR, MODE, WINDOW, DRY_RUN, BUFFER, NAMESPACES, WEBHOOK_KEY, RETENTION);

  private Sample() {}

  private static ValueParser<Rule> rule() {
    return Parsers.mapping(
        "retention rule",
        shape -> {
          var id = shape.required("id", Parsers.glob());
          var keepFor = shape.optional("keep-for", Parsers.duration(), Duration.ZERO);
          var keepLast = shape.optional("keep-last", Parsers.integer(0, 1000), 0);
          return () -> new Rule(id.get(), keepFor.get(), keepLast.get());
        });
  }
}
