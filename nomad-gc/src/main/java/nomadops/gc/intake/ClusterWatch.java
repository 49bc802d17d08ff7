package nomadops.gc.intake;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks every second who leads, and now and then whether the evaluation broker is paused.
///
/// `GET /v1/status/leader` needs no token; the scheduler configuration needs `operator:read`.
/// Without it the pause is not seen here, and the pace slows down by the latency of its own
/// evaluations instead.
public final class ClusterWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int BROKER_EVERY = 10;

  private final NomadClient nomad;
  private final Pause pause;
  private final Runnable onNewLeader;
  private String leader = "";
  private boolean brokerHidden;

  /// Before the first look nothing is known, so nothing may be deleted.
  private volatile View view = new View(false, "", false, Optional.empty());

  /// How the cluster stands.
  ///
  /// @param leader address of the leader's RPC port; empty while unknown
  /// @param fault why it could not be asked, the last time
  public record View(
      boolean leaderKnown, String leader, boolean brokerPaused, Optional<NomadFault> fault) {}

  public ClusterWatch(NomadClient nomad, Pause pause, Runnable onNewLeader) {
    this.nomad = nomad;
    this.pause = pause;
    this.onNewLeader = onNewLeader;
  }

  /// Watches until told to stop.
  public void run(BooleanSupplier stop) throws InterruptedException {
    for (int i = 0; !stop.getAsBoolean(); i++) {
      look(i % BROKER_EVERY == 0);
      pause.sleep(EVERY);
    }
  }

  void look(boolean broker) {
    boolean paused = broker ? paused() : view.brokerPaused();
    try {
      Optional<String> now = nomad.status().leader().filter(address -> !address.isEmpty());
      now.ifPresent(this::follow);
      view = new View(now.isPresent(), now.orElse(""), paused, Optional.empty());
    } catch (NomadFault fault) {
      view = new View(false, "", paused, Optional.of(fault));
    }
  }

  private void follow(String address) {
    if (!leader.isEmpty() && !leader.equals(address)) {
      LOG.info("{} leads Nomad now, before it was {}", address, leader);
      onNewLeader.run();
    }
    leader = address;
  }

  private boolean paused() {
    if (brokerHidden) {
      return false;
    }
    try {
      return nomad.operator().schedulerConfiguration().value().pauseEvalBroker();
    } catch (NomadFault fault) {
      brokerHidden = fault.isForbidden();
      if (brokerHidden) {
        LOG.info("whether the broker is paused cannot be seen: the token lacks operator:read");
      }
      return view.brokerPaused();
    }
  }

  public View view() {
    return view;
  }
}
