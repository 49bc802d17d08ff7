package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.Observers;
import nomadops.autoscaler.PoolSetup;
import nomadops.autoscaler.view.ClusterSight;
import nomadops.client.NomadClient;
import nomadops.client.rights.TokenAnswer;
import nomadops.client.rights.TokenCheck;
import nomadops.runtime.Closer;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.log.Logs;

/// One decision on every pool, without any effect.
final class Look {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Look() {}

  /// Reads everything and decides.
  ///
  /// @throws Failure when the cluster cannot be read whole
  @SuppressWarnings("try") // what is closed may be interrupted
  static Autoscaler at(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    try (Closer closer = new Closer()) {
      List<PoolSetup> setups =
          Wiring.pools(settings, time, invocation.around().environment(), closer);
      NomadClient nomad = closer.register(NomadClient.connect(NomadSettings.connection(settings)));
      Optional<String> blind =
          switch (new TokenCheck(nomad).askToRead()) {
            case TokenAnswer.Enough _ -> Optional.empty();
            case TokenAnswer.Blind seen -> Optional.of(seen.reason());
            case TokenAnswer.Powerless powerless -> throw new Failure(powerless.reason());
          };
      Followed followed =
          Followed.of(
              settings,
              nomad,
              setups,
              Fence.closed("this is only a look"),
              blind,
              new Observers(List.of()),
              Duration.ofSeconds(10),
              time,
              invocation.around().environment(),
              closer);
      AtomicBoolean stop = new AtomicBoolean();
      Thread watching = Thread.ofVirtual().name("look").start(() -> follow(followed, stop));
      try {
        followed.autoscaler().turn(whole(followed, time));
      } finally {
        stop.set(true);
        watching.interrupt();
        watching.join();
      }
      return followed.autoscaler();
    }
  }

  private static void follow(Followed followed, AtomicBoolean stop) {
    try {
      followed.watch().run(stop::get);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static ClusterSight whole(Followed followed, Clockwork time) throws InterruptedException {
    long until = time.ticker().nanos() + PATIENCE.toNanos();
    ClusterSight sight = followed.watch().sight();
    while (!sight.complete()) {
      if (time.ticker().nanos() > until) {
        throw new Failure(
            "the cluster could not be read whole in "
                + PATIENCE.toSeconds()
                + " s: nodes: "
                + said(sight.nodesRead())
                + "; jobs: "
                + said(sight.jobsRead())
                + "; evaluations: "
                + said(sight.evaluationsRead()));
      }
      var _ = followed.watch().await(sight.version(), Duration.ofSeconds(1));
      sight = followed.watch().sight();
    }
    return sight;
  }

  private static String said(ClusterSight.Input input) {
    return input.asOf().isPresent() ? "read" : input.trouble();
  }
}
