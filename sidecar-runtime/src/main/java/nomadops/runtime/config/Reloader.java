package nomadops.runtime.config;

import java.util.function.Consumer;
import java.util.function.Supplier;
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
  /// @param taker gets the whole new configuration; only reloadable settings differ from before
  public Reloader(Resolved current, Supplier<Resolution> reread, Consumer<Resolved> taker) {
    this.current = current;
    this.reread = reread;
    this.taker = taker;
  }

  @Override
  public synchronized void run() {
    switch (Reload.decide(current, reread.get())) {
      case Reload.Keep(String reason) ->
          LOG.warn("reload: the old configuration stays: {}", reason);
      case Reload.Apply apply -> {
        apply.needRestart().forEach(change -> LOG.warn("reload: needs a restart: {}", change));
        taker.accept(apply.effective());
        current = apply.effective();
        apply.applied().forEach(change -> LOG.info("reload: {}", change));
      }
    }
  }
}
