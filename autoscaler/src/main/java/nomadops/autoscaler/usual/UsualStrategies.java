package nomadops.autoscaler.usual;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.usual.ScalingPolicy.Terms;
import nomadops.runtime.config.Nearest;

/// The usual strategies by name, with options behind a colon, as in `target-value:target=80`:
///
/// | name | options and what they are otherwise |
/// |---|---|
/// | `fixed` | `nodes` (10) |
/// | `target-value` | `target` (75), `threshold` (0.01), and a policy's |
/// | `threshold` | `lower` (50), `upper` (80), `delta` (1), `trigger` (5), and a policy's |
/// | `pass-through` | `per-node` (1), and a policy's, which are here those of HashiCorp's recipe for batch work: `min` 0, `cooldown` 1m, `drain-deadline` 1h, `selector` empty |
/// | `packing` | `idle` (5m), `min` (0) |
///
/// A policy's options: `min` (1), `max` (100000), `cooldown` (5m), `evaluation` (10s),
/// `drain-deadline` (15m), `selector` (`least-busy`, or `empty`): the Nomad Autoscaler's own.
public final class UsualStrategies {
  /// Every name.
  public static final List<String> NAMES =
      List.of("fixed", "target-value", "threshold", "pass-through", "packing");

  private static final int MOST = 100_000;

  private UsualStrategies() {}

  /// The strategy of this text; the text is its name in tables.
  ///
  /// @throws IllegalArgumentException for an unknown name or bad options; names each, its value and
  ///   what is right
  public static Contender named(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    Options options = new Options(name, colon < 0 ? "" : text.substring(colon + 1));
    Contender made =
        switch (name) {
          case "fixed" -> fixed(text, options);
          case "target-value" -> targetValue(text, options);
          case "threshold" -> threshold(text, options);
          case "pass-through" -> passThrough(text, options);
          case "packing" -> packing(text, options);
          default -> {
            String hint = Nearest.hint(name, NAMES);
            throw new IllegalArgumentException(
                "strategy is \""
                    + name
                    + "\"; "
                    + (hint.isEmpty() ? "want one of " + String.join(", ", NAMES) : hint));
          }
        };
    options.done();
    return made;
  }

  private static Contender fixed(String text, Options options) {
    int nodes = options.whole("nodes", 10, 0, MOST);
    return new Contender(text, "always " + nodes + " nodes", () -> new FixedSize(nodes));
  }

  private static Contender targetValue(String text, Options options) {
    double target = options.number("target", 75, 1, 100);
    double threshold = options.number("threshold", 0.01, 0, 1);
    Terms terms =
        policy(options, 1, Duration.ofMinutes(5), Duration.ofMinutes(15), NodeSelector.LEAST_BUSY);
    return new Contender(
        text,
        "Nomad Autoscaler: allocated CPU and memory at " + plain(target) + " %",
        () ->
            new ScalingPolicy(
                terms,
                List.of(
                    new TargetValue(Allocated.CPU, target, threshold),
                    new TargetValue(Allocated.MEMORY, target, threshold))));
  }

  private static Contender threshold(String text, Options options) {
    double lower = options.number("lower", 50, 0, 100);
    double upper = options.number("upper", 80, 0, 100);
    int delta = options.whole("delta", 1, 1, MOST);
    int trigger = options.whole("trigger", 5, 1, 1000);
    Terms terms =
        policy(options, 1, Duration.ofMinutes(5), Duration.ofMinutes(15), NodeSelector.LEAST_BUSY);
    options.require(lower < upper, "lower", "less than upper, " + plain(upper));
    // `query_window` is a minute: as many values as evaluations in it, and at least the trigger.
    int window = (int) Math.max(trigger, Math.min(1000, 60_000 / terms.evaluationMillis()));
    return new Contender(
        text,
        "Nomad Autoscaler: "
            + delta
            + " node more above "
            + plain(upper)
            + " % allocated, one step fewer below "
            + plain(lower)
            + " %",
        () ->
            new ScalingPolicy(
                terms,
                List.of(
                    new Threshold(Allocated.CPU, lower, upper, delta, trigger, window),
                    new Threshold(Allocated.MEMORY, lower, upper, delta, trigger, window))));
  }

  private static Contender passThrough(String text, Options options) {
    int each = options.whole("per-node", 1, 1, MOST);
    Terms terms =
        policy(options, 0, Duration.ofMinutes(1), Duration.ofHours(1), NodeSelector.EMPTY);
    return new Contender(
        text,
        "Nomad Autoscaler, batch recipe: a node for each "
            + (each == 1 ? "allocation" : each + " allocations")
            + " that waits or runs",
        () -> new ScalingPolicy(terms, List.of(new PassThrough(each))));
  }

  private static Contender packing(String text, Options options) {
    long idle = options.duration("idle", Duration.ofMinutes(5));
    int min = options.whole("min", 0, 0, MOST);
    return new Contender(
        text, "packs the queue on new nodes, ends idle ones", () -> new Packing(idle, min));
  }

  private static Terms policy(
      Options options, int min, Duration cooldown, Duration drain, NodeSelector selector) {
    int least = options.whole("min", min, 0, MOST);
    int most = options.whole("max", MOST, 1, MOST);
    options.require(least <= most, "min", "at most max, " + most);
    return new Terms(
        least,
        Math.max(least, most),
        Math.max(1, options.duration("evaluation", Duration.ofSeconds(10))),
        options.duration("cooldown", cooldown),
        options.duration("drain-deadline", drain),
        options.selector(selector));
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }
}
