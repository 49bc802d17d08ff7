package nomadops.health.cli;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.health.agent.Courses;
import nomadops.health.report.secret.BadSecret;
import nomadops.health.report.secret.KeptSecrets;
import nomadops.health.report.secret.SecretFile;
import nomadops.health.report.sender.Destination;
import nomadops.health.report.sender.OwnNode;
import nomadops.health.report.sender.ReportMeters;
import nomadops.health.report.sender.Reporter;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// Which controllers hear of this client.
final class ReportSettings {
  private static final String HEADING = "What is told";
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  static final Setting<List<Destination>> TO =
      Setting.of(
              "report-to",
              Parsers.listOf(
                  Parsers.scalar("uri", "write e.g. http://10.0.0.10:9471", Destination::of)))
          .describedAs("Controllers that hear of this client, each of every report.")
          .example("[http://10.0.0.10:9471]")
          .inGroup(HEADING);
  static final Setting<Path> SECRET_FILE =
      Setting.of("report-secret-file", Parsers.path())
          .describedAs(
              "A file with the secret that reports are signed with, of 32 characters or more; it is read again when it changes.")
          .example("/etc/nomad-ops/report-secret")
          .inGroup(HEADING);
  static final Setting<Duration> EVERY =
      Setting.of("report-every", Parsers.duration(Duration.ofSeconds(1), Duration.ofMinutes(5)))
          .defaultsTo(Duration.ofSeconds(15))
          .describedAs("From one report to the next.")
          .inGroup(HEADING);

  static final List<Setting<?>> ALL = List.of(TO, SECRET_FILE, EVERY);

  private ReportSettings() {}

  /// Who reports; empty when nobody is to hear of it.
  ///
  /// @throws ConfigException when there is no secret to sign with
  static Optional<Reporter> reporter(
      Resolved settings, Surrounds around, Courses courses, MeterRegistry registry) {
    Set<URI> known = new HashSet<>();
    List<Destination> to =
        settings.find(TO).orElse(List.of()).stream().filter(one -> known.add(one.url())).toList();
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Clockwork time = around.time();
    return Optional.of(
        new Reporter(
            to,
            new Reporter.Rhythm(settings.get(EVERY), DEADLINE),
            new OwnNode(around.nomad()),
            courses,
            secrets(settings, SECRET_FILE, time),
            new ReportMeters(registry, to, time.wall()),
            new Reporter.Time(time.wall(), time.ticker(), time.pause(), time.random())));
  }

  /// The secrets of a file that there must be.
  ///
  /// @throws ConfigException when there is none
  static KeptSecrets secrets(Resolved settings, Setting<Path> setting, Clockwork time) {
    Path file =
        settings
            .find(setting)
            .orElseThrow(() ->
                fault(
                    settings,
                    setting,
                    "there is none, and reports are always signed",
                    "write what \"openssl rand -hex 32\" prints into a file, and name it by "
                        + setting.key()));
    try {
      return new KeptSecrets(new SecretFile(file), time.ticker());
    } catch (BadSecret e) {
      throw fault(settings, setting, String.valueOf(e.getMessage()), "");
    }
  }

  private static ConfigException fault(
      Resolved settings, Setting<?> setting, String message, String hint) {
    return ConfigException.of(settings.origin(setting).toString(), setting.key(), message, hint);
  }
}
