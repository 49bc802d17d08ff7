package nomadops.runtime.config;

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
  private Resolved current;

  /// A reloader that knows what is in force.
  ///
  /// @param taker gets the whole new configuration; only reloadable settings differ from before. It
  ///   may refuse it ([Refused], [ConfigException]): the old one stays then
  public Reloader(Resolved current, Supplier<Resolution> reread, Consumer<Resolved> taker) {
    this.current = current;
    this.reread = reread;
    this.taker = taker;
  }

  @Override
  public synchronized void run() {
    switch (Reload.decide(current, reread.get())) {
      case Reload.Keep(String reason) -> stays(reason);
      case Reload.Apply(Resolved effective, var applied, var needRestart) -> {
        try {
          taker.accept(effective);
          current = effective;
          LOG.info("SIGHUP: taken {}; needs a restart {}", applied, needRestart);
        } catch (Refused | ConfigException e) {
          stays(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static void stays(String reason) {
    LOG.warn("SIGHUP: the configuration stays: {}", reason);
  }
}
