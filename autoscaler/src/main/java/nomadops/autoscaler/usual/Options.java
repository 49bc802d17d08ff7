package nomadops.autoscaler.usual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.runtime.config.Durations;
import nomadops.runtime.config.Nearest;

/// The options behind a strategy's name, as in `target-value:target=80,cooldown=1m`. Each is asked
/// for once; what is wrong with any of them is told by [#done()], all of it at once.
final class Options {
  private final String strategy;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> faults = new ArrayList<>();

  Options(String strategy, String text) {
    this.strategy = strategy;
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        faults.add(strategy + ": option is \"" + part + "\"; want NAME=VALUE");
      } else {
        given.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
  }

  int whole(String name, int otherwise, int least, int most) {
    double value = number(name, otherwise, least, most);
    if (value != Math.rint(value)) {
      fault(name, "a whole number from " + least + " to " + most);
    }
    return (int) value;
  }

  double number(String name, double otherwise, double least, double most) {
    known.add(name);
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as one that is out of bounds is.
    }
    fault(name, "a number from " + plain(least) + " to " + plain(most));
    return otherwise;
  }

  /// In milliseconds.
  long duration(String name, Duration otherwise) {
    known.add(name);
    String text = given.get(name);
    Optional<Duration> parsed = text == null ? Optional.of(otherwise) : Durations.parse(text);
    if (parsed.isEmpty()) {
      fault(name, "a duration, e.g. " + Durations.text(otherwise));
    }
    return parsed.orElse(otherwise).toMillis();
  }

  NodeSelector selector(NodeSelector otherwise) {
    known.add("selector");
    String text = given.get("selector");
    for (NodeSelector one : NodeSelector.values()) {
      if (one.word().equals(text)) {
        return one;
      }
    }
    if (text != null) {
      fault("selector", "least-busy or empty");
    }
    return otherwise;
  }

  /// Faults of combinations, by the strategy itself.
  void require(boolean right, String name, String want) {
    if (!right) {
      fault(name, want);
    }
  }

  /// Nothing more is asked for.
  ///
  /// @throws IllegalArgumentException with a line for each fault
  void done() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        String hint = Nearest.hint(name, known);
        String want = hint.isEmpty() ? "it has " + String.join(", ", known) : hint;
        faults.add(strategy + ": there is no option \"" + name + "\"; " + want);
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  private void fault(String name, String want) {
    String value = given.getOrDefault(name, "");
    faults.add(strategy + ": " + name + " is \"" + value + "\"; want " + want);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
