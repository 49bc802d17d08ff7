package nomadops.health.cli;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.health.probe.LeaderHandOver;
import nomadops.health.probe.Outcome;
import nomadops.health.probe.Probe;
import nomadops.health.probe.policy.ServerSelf;
import nomadops.health.scheduling.CanaryMeters;
import nomadops.health.scheduling.CanaryPage;
import nomadops.health.scheduling.CondemnedVariable;
import nomadops.health.scheduling.LeadershipTransfer;
import nomadops.health.scheduling.Looks;
import nomadops.health.scheduling.SchedulingCanary;
import nomadops.health.scheduling.WedgeMeters;
import nomadops.health.scheduling.WedgeWatch;
import nomadops.health.scheduling.policy.WedgePolicy;
import nomadops.runtime.config.Resolved;
import org.jspecify.annotations.Nullable;

/// The scheduling canary of a server's probe, and what follows from it. The record of condemned
/// servers is by name, so the watch begins when the server has said its own.
final class ServerCanary {
  private static final Duration UNTIL_NAMED = Duration.ofSeconds(1);
  private static final Duration SLACK = Duration.ofMinutes(3);

  private final Resolved settings;
  private final NomadClient nomad;
  private final MeterRegistry registry;
  private final Clockwork time;
  private final CanaryPage page;
  private final Looks looks;
  private volatile @Nullable WedgeWatch watch;

  /// @param nomad of the server beside us, by [CanarySettings#connection]
  ServerCanary(Resolved settings, NomadClient nomad, MeterRegistry registry, Clockwork time) {
    this.settings = settings;
    this.nomad = nomad;
    this.registry = registry;
    this.time = time;
    this.page = new CanaryPage(time.wall());
    this.looks = new CanaryMeters(registry, time.wall()).and(page);
  }

  /// Why the server is to be restarted, while it is.
  Optional<String> condemned() {
    return watch().flatMap(WedgeWatch::condemned);
  }

  /// For `/status`.
  Map<String, ?> tree() {
    return page.tree(watch());
  }

  /// How long its loop may be silent: a question that is not answered, the rest of the questions
  /// after it, a hand-over and the wait for the next look.
  Duration longestSilence() {
    return settings
        .get(CanarySettings.EVERY)
        .plus(settings.get(CanarySettings.DEADLINE).multipliedBy(6))
        .plus(SLACK);
  }

  /// Looks while the server leads, until told to stop.
  ///
  /// @param stop asked at least once a look
  /// @param probe whose latest look tells whether the server leads. One that did not answer does
  ///   not: that it is silent is liveness' own business, and not a wedge
  void run(BooleanSupplier stop, Probe probe, LeaderHandOver handOver) throws InterruptedException {
    while (name(probe).isEmpty()) {
      if (stop.getAsBoolean()) {
        return;
      }
      time.pause().sleep(UNTIL_NAMED);
    }
    new SchedulingCanary(
            nomad,
            CanarySettings.job(settings, nomad),
            () -> probe.seen().leads(),
            CanarySettings.looks(settings),
            settings.get(CanarySettings.FREE_WEDGED_LEADER)
                ? looks.and(watch(name(probe).orElseThrow(), handOver))
                : looks,
            time.ticker(),
            time.pause())
        .run(stop);
  }

  private static Optional<String> name(Probe probe) {
    return probe.seen().sight().self().map(ServerSelf::name);
  }

  private WedgeWatch watch(String server, LeaderHandOver handOver) {
    WedgeWatch made =
        new WedgeWatch(
            new WedgePolicy(server, CanarySettings.wedge(settings)),
            nomad,
            new CondemnedVariable(nomad, settings.get(CanarySettings.NAMESPACE)),
            transfer(handOver),
            new WedgeMeters(registry),
            time.wall());
    watch = made;
    return made;
  }

  /// The hand-over alone: unlike for prestop the server stays what it is, a voter and ready.
  private static LeadershipTransfer transfer(LeaderHandOver handOver) {
    return reason -> {
      Outcome outcome = handOver.performForward("it schedules nothing");
      return outcome.result() + " after " + outcome.took().toMillis() + " ms: " + outcome.reason();
    };
  }

  private Optional<WedgeWatch> watch() {
    return Optional.ofNullable(watch);
  }
}
