package nomadops.cli;

import java.util.List;
import java.util.Map;

/// What of the distribution runs for long: the name of its unit and of its file, and its command.
public final class Services {
  /// By name, e.g. `gc` to `gc run`.
  public static final Map<String, List<String>> ALL =
      Map.of(
          "gc", List.of("gc", "run"),
          "drainer", List.of("drainer", "run"),
          "autoscaler", List.of("autoscaler", "run"),
          "exporter", List.of("exporter", "run"),
          "health-agent", List.of("health", "agent"),
          "health-controller", List.of("health", "controller"),
          "server-probe", List.of("health", "server-probe"),
          "snapshot", List.of("snapshot", "run"));

  private Services() {}
}
