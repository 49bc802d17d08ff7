package nomadops.drainer.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.announce.AnnounceTime;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.announce.Announcer;
import nomadops.drainer.announce.BodyTemplate;
import nomadops.drainer.announce.ExecTerms;
import nomadops.drainer.announce.PostTerms;
import nomadops.drainer.announce.StuckTerms;
import nomadops.drainer.announce.Way;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// Who is told of instances that go, and how.
final class AnnounceSettings {
  private static final String HEADING = "Who is told";
  private static final Duration FLUSH = Duration.ofSeconds(3);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofDays(2);

  static final Setting<URI> URL =
      Setting.of("announce-url", Parsers.uri("http", "https"))
          .describedAs("Where announcements are posted as JSON.")
          .asSecret()
          .inGroup(HEADING);
  static final Setting<List<String>> HEADERS =
      Setting.of("announce-headers", Parsers.listOf(Parsers.string()))
          .describedAs("Further headers of the post, such as Authorization: Bearer ...")
          .asSecret()
          .inGroup(HEADING);
  static final Setting<String> SECRET =
      Setting.of("announce-secret", Parsers.string())
          .env("NOMAD_OPS_ANNOUNCE_SECRET")
          .describedAs("Signs the post (HMAC-SHA256, header X-Nomad-Ops-Signature).")
          .asSecret()
          .inGroup(HEADING);
  static final Setting<Path> TEMPLATE =
      Setting.of("announce-template", Parsers.path())
          .describedAs(
              "File with the JSON that is posted instead of our own, with ${summary}, ${event}, ${instance} and the like.")
          .example("/etc/nomad-ops/chat.json")
          .inGroup(HEADING);
  static final Setting<Duration> TIMEOUT =
      Setting.of("announce-timeout", Parsers.duration(LEAST, Duration.ofMinutes(1)))
          .defaultsTo(PostTerms.TIMEOUT)
          .describedAs("How long one post may take.")
          .inGroup(HEADING);
  static final Setting<List<Event>> EVENTS =
      Setting.of("announce-events", Parsers.listOf(Parsers.oneOf(Event.class)))
          .describedAs(
              "What is told, by either way; left out, all: received, started, stuck, recovered, cut, done.")
          .example("[stuck, cut, done]")
          .inGroup(HEADING);
  static final Setting<List<String>> EXEC =
      Setting.of("announce-exec", Parsers.listOf(Parsers.string()))
          .describedAs(
              "Program that is run for each announcement, and its arguments: JSON on its input, no shell.")
          .example("[/usr/local/bin/on-drain]")
          .inGroup(HEADING);
  static final Setting<Duration> EXEC_TIMEOUT =
      Setting.of("announce-exec-timeout", Parsers.duration(LEAST, Duration.ofHours(1)))
          .defaultsTo(ExecTerms.TIMEOUT)
          .describedAs("How long the program may run before it is killed.")
          .inGroup(HEADING);
  static final Setting<Duration> RETRY_FOR =
      Setting.of("announce-retry-for", Parsers.duration(Duration.ZERO, MOST))
          .defaultsTo(Duration.ofMinutes(5))
          .describedAs("How long one announcement is tried.")
          .inGroup(HEADING);
  static final Setting<Integer> QUEUE =
      Setting.of("announce-queue", Parsers.integer(1, 100_000))
          .defaultsTo(1_000)
          .describedAs("How many announcements may wait; then the least important are dropped.")
          .inGroup(HEADING);
  static final Setting<Duration> STUCK_AFTER =
      Setting.of("stuck-after", Parsers.duration(LEAST, MOST))
          .defaultsTo(StuckTerms.normal().after())
          .describedAs("An instance is stuck when something has failed for so long.")
          .inGroup(HEADING);
  static final Setting<Duration> STUCK_QUIET =
      Setting.of("stuck-after-quiet", Parsers.duration(LEAST, MOST))
          .defaultsTo(StuckTerms.normal().afterQuiet())
          .describedAs("Or when half of its budget is over and nothing has changed for so long.")
          .inGroup(HEADING);

  static final List<Setting<?>> ALL =
      List.of(
          URL,
          HEADERS,
          SECRET,
          TEMPLATE,
          TIMEOUT,
          EVENTS,
          EXEC,
          EXEC_TIMEOUT,
          RETRY_FOR,
          QUEUE,
          STUCK_AFTER,
          STUCK_QUIET);

  private AnnounceSettings() {}

  /// Starts to tell.
  ///
  /// @param silent nobody is told, as in a dry run
  /// @param environment of programs that are run
  static Announcer start(
      Resolved settings, boolean silent, Map<String, String> environment, AnnounceTime time) {
    List<Way> ways = silent ? List.of() : ways(settings, environment, time);
    StuckTerms stuck = new StuckTerms(settings.get(STUCK_AFTER), settings.get(STUCK_QUIET));
    return Announcer.start(ways, stuck, settings.get(QUEUE), FLUSH, time);
  }

  private static List<Way> ways(
      Resolved settings, Map<String, String> environment, AnnounceTime time) {
    List<Event> events = settings.find(EVENTS).orElse(List.of());
    Duration retryFor = settings.get(RETRY_FOR);
    List<Way> ways = new ArrayList<>();
    try {
      settings
          .find(URL)
          .ifPresent(url -> ways.add(Way.post(post(settings, url), events, retryFor, time)));
      settings
          .find(EXEC)
          .map(command -> new ExecTerms(command, settings.get(EXEC_TIMEOUT)))
          .ifPresent(terms -> ways.add(Way.exec(terms, events, retryFor, without(environment))));
    } catch (IllegalArgumentException e) {
      throw ConfigException.of("the configuration", HEADING, "" + e.getMessage(), "");
    }
    return ways;
  }

  private static PostTerms post(Resolved settings, URI url) {
    return new PostTerms(
        url,
        PostTerms.headers(settings.find(HEADERS).orElse(List.of())),
        settings.find(SECRET),
        template(settings),
        settings.get(TIMEOUT));
  }

  private static Optional<BodyTemplate> template(Resolved settings) {
    return settings
        .find(TEMPLATE)
        .map(file -> {
          try {
            return BodyTemplate.of(Files.readString(file));
          } catch (IOException e) {
            throw new IllegalArgumentException(
                TEMPLATE.key() + ": " + file + " cannot be read: " + e, e);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                TEMPLATE.key() + ": " + file + ": " + e.getMessage(), e);
          }
        });
  }

  /// Our own secrets are no business of the program.
  private static Map<String, String> without(Map<String, String> environment) {
    Map<String, String> rest = new HashMap<>(environment);
    rest.keySet()
        .removeIf(name ->
            name.equals("NOMAD_TOKEN")
                || name.startsWith("NOMAD_OPS_")
                || name.equals("AWS_SECRET_ACCESS_KEY")
                || name.equals("AWS_SESSION_TOKEN"));
    return rest;
  }
}
