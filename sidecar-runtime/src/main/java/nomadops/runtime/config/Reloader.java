package nomadops.runtime.config;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nomadops.runtime.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs a reload: reads again, lets [Reload] decide, hands the new configuration over. For
/// [nomadops.runtime.Sidecar#onHangup].
public final class Reloader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  private final Supplier<Resolution> reread;
  private final Consumer<Resolved> taker;
  private final ReloadWitness witness;
  private Resolved current;

  /// A reloader that knows what is in force.
  ///
  /// @param taker gets the whole new configuration; only reloadable settings differ from before. It
  ///   may refuse it ([Refused], [ConfigException]): the old one stays then
  public Reloader(
      Resolved current,
      Supplier<Resolution> reread,
      Consumer<Resolved> taker,
      ReloadWitness witness) {
    this.current = current;
    this.reread = reread;
    this.taker = taker;
    this.witness = witness;
  }

  @Override
  public synchronized void run() {
    Resolution next = reread.get();
    switch (Reload.decide(current, next)) {
      case Reload.Keep(String reason) -> stays(reason, next instanceof Resolved);
      case Reload.Apply(Resolved effective, var applied, var needRestart) ->
          take(effective, applied, needRestart);
    }
  }

  private void take(
      Resolved effective, List<Reload.Change> applied, List<Reload.Change> needRestart) {
    try {
      taker.accept(effective);
    } catch (Refused | ConfigException e) {
      stays(String.valueOf(e.getMessage()), false);
      return;
    }
    current = effective;
    if (!applied.isEmpty()) {
      LOG.info("SIGHUP: taken {}", applied);
    }
    if (!needRestart.isEmpty()) {
      LOG.warn("SIGHUP: not taken, since it needs a restart: {}", needRestart);
    }
    witness.reloaded(true);
  }

  private void stays(String reason, boolean sound) {
    LOG.warn("SIGHUP: the configuration stays: {}", reason);
    witness.reloaded(sound);
  }
}
