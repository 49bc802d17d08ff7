package nomadops.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nomadops.simulator.json.GoDuration;

/// A fault as text: `KIND[=VALUE][,METHOD PATH][,times=N][,p=PROBABILITY]`, for example
/// `429=2,DELETE /v1/job/,p=0.1`.
public record FaultSpec(Match match, Fault fault) {
  /// The words for a kind of fault.
  public static final List<String> KINDS =
      List.of(
          "latency",
          "429",
          "500",
          "503",
          "reset-before",
          "reset-after",
          "slow",
          "truncate",
          "broken-json",
          "stale",
          "drop-events");

  private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "*");

  /// Reads the text.
  ///
  /// @throws IllegalArgumentException that names the part, its value and the nearest right answer
  public static FaultSpec parse(String text) {
    String[] parts = text.split(",");
    Match match = Match.any();
    for (int i = 1; i < parts.length; i++) {
      match = narrow(match, parts[i].trim());
    }
    int equals = parts[0].indexOf('=');
    String kind = (equals < 0 ? parts[0] : parts[0].substring(0, equals)).trim();
    return new FaultSpec(
        match, fault(kind, equals < 0 ? "" : parts[0].substring(equals + 1).trim()));
  }

  private static Match narrow(Match match, String part) {
    if (part.startsWith("times=")) {
      return match.times((int) number("times", part.substring(6)));
    }
    if (part.startsWith("p=")) {
      return match.probability(number("p", part.substring(2)));
    }
    int space = part.indexOf(' ');
    String method = space < 0 ? "*" : part.substring(0, space).toUpperCase(Locale.ROOT);
    String path = part.substring(space + 1);
    if (!METHODS.contains(method) || !path.startsWith("/")) {
      throw new IllegalArgumentException(
          "fault part '"
              + part
              + "' is none of: METHOD /path (such as 'DELETE /v1/job/'), times=N, p=0.1");
    }
    return new Match(method, path, match.times(), match.probability());
  }

  private static Fault fault(String kind, String value) {
    return switch (kind) {
      case "latency" -> new Fault.Latency(duration(kind, value, "100ms"));
      case "429" -> Fault.tooManyRequests((int) number(kind, value.isEmpty() ? "1" : value));
      case "500" -> Fault.serverError(value.isEmpty() ? "rpc error: simulated" : value);
      case "503" -> Fault.unavailable();
      case "reset-before" -> new Fault.ResetBefore();
      case "reset-after" -> new Fault.ResetAfter();
      case "slow" -> new Fault.SlowBody(64, duration(kind, value, "50ms"));
      case "truncate" ->
          new Fault.TruncatedBody((int) number(kind, value.isEmpty() ? "10" : value));
      case "broken-json" -> new Fault.BrokenJson();
      case "stale" -> new Fault.StaleRead();
      case "drop-events" ->
          new Fault.DroppedEvents((int) number(kind, value.isEmpty() ? "10" : value));
      default ->
          throw new IllegalArgumentException(
              "fault kind '"
                  + kind
                  + "' is unknown; the nearest is '"
                  + nearest(kind)
                  + "' of "
                  + String.join(", ", KINDS));
    };
  }

  private static Duration duration(String kind, String value, String fallback) {
    try {
      return Duration.ofNanos(GoDuration.parse(value.isEmpty() ? fallback : value));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "fault " + kind + "=" + value + " needs a duration such as " + kind + "=" + fallback, e);
    }
  }

  private static double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("fault " + name + "=" + value + " needs a number", e);
    }
  }

  private static String nearest(String kind) {
    String best = KINDS.getFirst();
    for (String known : KINDS) {
      if (distance(kind, known) < distance(kind, best)) {
        best = known;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
