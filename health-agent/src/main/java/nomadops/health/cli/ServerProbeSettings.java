package nomadops.health.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.client.connection.Connection;
import nomadops.client.connection.TokenSource;
import nomadops.health.probe.ProbeTerms;
import nomadops.health.probe.policy.HandOver;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.log.LogSettings;

/// Every setting of the server's probe.
public final class ServerProbeSettings {
  static final AdminSettings ADDRESS =
      AdminSettings.of(
          "probe-address",
          9469,
          "Where /live, /ready, /prestop, /metrics and /status listen. Beyond loopback a kubelet's httpGet reaches it, too; "
              + "/prestop is for loopback alone in any case.");
  static final Setting<Duration> DEADLINE =
      duration(
          "look-deadline",
          "100ms",
          "10s",
          "2s",
          "Looking",
          "How long one question to Nomad may take.");

  private static final Setting<Duration> EVERY =
      duration(
          "look-every", "100ms", "1m", "1s", "Looking", "From the end of one look to the next.");
  private static final Setting<Integer> LIVE_MISSES =
      number(
          "live-misses",
          1,
          1_000,
          5,
          "Liveness",
          "Looks in a row without an answer that make it dead ...");
  private static final Setting<Duration> LIVE_OVER =
      duration("live-over", "0s", "1h", "30s", "Liveness", "... when they have lasted so long.");
  private static final Setting<Duration> START_GRACE =
      duration(
          "start-grace",
          "0s",
          "24h",
          "10m",
          "Liveness",
          "How long a start may take until the first answer; a large state takes minutes to restore.");
  private static final Setting<Integer> MAX_LAG =
      number(
          "max-lag",
          0,
          1_000_000,
          250,
          "Readiness",
          "How many Raft entries it may be behind the leader to get ready.");
  private static final Setting<Duration> PATIENCE =
      duration(
          "patience",
          "0s",
          "24h",
          "5m",
          "Readiness",
          "How long a voter that has caught up waits for a cluster that autopilot calls healthy.");
  private static final Setting<Integer> READY_MISSES =
      number(
          "ready-misses",
          1,
          1_000,
          3,
          "Readiness",
          "Looks in a row without an answer that end readiness.");
  private static final Setting<Duration> PRESTOP_WITHIN =
      duration(
          "prestop-within",
          "1s",
          "25s",
          "20s",
          "Stopping",
          "How long a hand-over may take; shorter than terminationGracePeriodSeconds.");

  /// All of them.
  public static final Catalogue CATALOGUE = new Catalogue("server-probe", everything());

  /// An answer takes at most so long; then the HTTP server cuts it off.
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(29);

  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration LATELY = Duration.ofSeconds(30);
  private static final int MOST_TRANSFERS = 5;

  private ServerProbeSettings() {}

  private static List<Setting<?>> everything() {
    List<Setting<?>> all =
        new ArrayList<>(
            List.of(
                EVERY,
                DEADLINE,
                LIVE_MISSES,
                LIVE_OVER,
                START_GRACE,
                MAX_LAG,
                PATIENCE,
                READY_MISSES,
                PRESTOP_WITHIN));
    all.addAll(CanarySettings.ALL);
    all.addAll(NomadSettings.ALL);
    all.addAll(ADDRESS.all());
    all.addAll(LogSettings.ALL);
    return all;
  }

  /// What the probe goes by.
  ///
  /// @throws ConfigException when a hand-over would last beyond the answer to it
  static ProbeTerms terms(Resolved settings) {
    Duration within = settings.get(PRESTOP_WITHIN);
    // The last turn begins just in time, and asks two questions.
    Duration most = within.plus(settings.get(DEADLINE).multipliedBy(3));
    if (most.compareTo(LONGEST_ANSWER) > 0) {
      throw ConfigException.of(
          settings.origin(PRESTOP_WITHIN).toString(),
          PRESTOP_WITHIN.key(),
          within.toSeconds()
              + "s and three times the look-deadline are more than the "
              + LONGEST_ANSWER.toSeconds()
              + "s after which an answer is cut off",
          "make one of them shorter");
    }
    return new ProbeTerms(
        settings.get(EVERY),
        new Liveness(settings.get(LIVE_MISSES), settings.get(LIVE_OVER), settings.get(START_GRACE)),
        new Readiness(
            settings.get(MAX_LAG), settings.get(PATIENCE), FRESH, settings.get(READY_MISSES)),
        new HandOver(within, SETTLE, MOST_TRANSFERS),
        LATELY);
  }

  /// To the server beside us: each question once, within its deadline.
  static Connection connection(Resolved settings) {
    return connection(settings, settings.get(DEADLINE));
  }

  /// The same with another deadline.
  static Connection connection(Resolved settings, Duration deadline) {
    return with(NomadSettings.connection(settings).triedOnce(), deadline);
  }

  static Connection withoutToken(Connection connection) {
    return new Connection(
        connection.address(),
        connection.region(),
        connection.namespace(),
        TokenSource.none(),
        connection.tls(),
        connection.connectTimeout(),
        connection.requestTimeout(),
        connection.rateLimit(),
        connection.retries(),
        connection.circuitBreaking());
  }

  private static Connection with(Connection connection, Duration deadline) {
    return new Connection(
        connection.address(),
        connection.region(),
        connection.namespace(),
        connection.token(),
        connection.tls(),
        deadline,
        deadline,
        connection.rateLimit(),
        connection.retries(),
        connection.circuitBreaking());
  }

  private static Setting<Duration> duration(
      String key, String least, String most, String usual, String group, String meaning) {
    return Setting.of(key, Parsers.duration(parse(least), parse(most)))
        .defaultsTo(parse(usual))
        .describedAs(meaning)
        .inGroup(group);
  }

  private static Duration parse(String text) {
    return nomadops.client.model.GoDuration.parse(text);
  }

  private static Setting<Integer> number(
      String key, int least, int most, int usual, String group, String meaning) {
    return Setting.of(key, Parsers.integer(least, most))
        .defaultsTo(usual)
        .describedAs(meaning)
        .inGroup(group);
  }
}
