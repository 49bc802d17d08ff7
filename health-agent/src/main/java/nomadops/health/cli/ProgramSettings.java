package nomadops.health.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.health.agent.Planned;
import nomadops.health.check.Check;
import nomadops.health.docker.CanaryTerms;
import nomadops.health.docker.DockerCanary;
import nomadops.health.plugin.PluginCheck;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.config.ValueParser;

/// Checks that run something: the operator's programs, and a container.
final class ProgramSettings {
  private static final String HEADING = "Programs and containers that are run";
  private static final Duration LONG = Duration.ofMinutes(1);

  /// A program under a name.
  record Plugin(String name, List<String> command) {}

  static final Setting<List<Plugin>> PLUGINS =
      Setting.of("plugins", Parsers.listOf(plugin()))
          .describedAs(
              "Programs that end with 0 when all is well, 1 when not, anything else when they cannot tell, as name=program with words after it.")
          .example("[ntp=/usr/local/bin/check-ntp --limit 0.5]")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<String> CANARY_IMAGE =
      Setting.of("docker-canary-image", Parsers.string())
          .describedAs(
              "An image that is on this client; with it a container is created, started, awaited and removed now and then.")
          .example("busybox:1.36")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<String> CANARY_OWNER =
      Setting.of("docker-canary-owner", Parsers.string())
          .defaultsTo("agent")
          .describedAs("A word in the container's name; two agents of one daemon need two.")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<Duration> CANARY_EVERY =
      Setting.of(
              "docker-canary-every", Parsers.duration(Duration.ofSeconds(30), Duration.ofHours(6)))
          .defaultsTo(Duration.ofMinutes(5))
          .describedAs("From one such container to the next.")
          .asReloadable()
          .inGroup(HEADING);

  static final List<Setting<?>> ALL = List.of(PLUGINS, CANARY_IMAGE, CANARY_OWNER, CANARY_EVERY);

  private ProgramSettings() {}

  private static ValueParser<Plugin> plugin() {
    return Parsers.scalar(
        "name=program",
        "write e.g. ntp=/usr/local/bin/check-ntp",
        text -> {
          int equals = text.indexOf('=');
          if (equals < 1) {
            throw new IllegalArgumentException("\"" + text + "\" has no name before a =");
          }
          List<String> command = List.of(text.substring(equals + 1).strip().split("\\s+"));
          return new Plugin(text.substring(0, equals).strip(), command);
        });
  }

  /// @throws ConfigException when a name or a command is none
  static List<Check> plugins(Resolved settings, Clockwork time) {
    List<Check> all = new ArrayList<>();
    for (Plugin plugin : settings.find(PLUGINS).orElse(List.of())) {
      try {
        all.add(
            new PluginCheck(
                plugin.name(),
                plugin.command(),
                Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
                time.ticker()));
      } catch (IllegalArgumentException e) {
        throw fault(settings, PLUGINS, e);
      }
    }
    return all;
  }

  /// The canary, if there is an image for it.
  ///
  /// @throws ConfigException when its owner is no part of a container's name
  static List<Planned> canary(Resolved settings, Clockwork time) {
    return settings.find(CANARY_IMAGE).stream()
        .map(image -> {
          try {
            return new CanaryTerms(image, List.of(), settings.get(CANARY_OWNER));
          } catch (IllegalArgumentException e) {
            throw fault(settings, CANARY_OWNER, e);
          }
        })
        .map(terms ->
            new DockerCanary(
                settings.get(MachineSettings.DOCKER_SOCKET), terms, time.ticker(), time.pause()))
        .map(canary -> new Planned(canary, settings.get(CANARY_EVERY), LONG))
        .toList();
  }

  private static ConfigException fault(
      Resolved settings, Setting<?> setting, IllegalArgumentException fault) {
    return ConfigException.of(
        settings.origin(setting).toString(), setting.key(), String.valueOf(fault.getMessage()), "");
  }
}
