package nomadops.client.events;

import java.time.Duration;
import nomadops.client.http.WireResponse;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;

/// Ends a connection on which nothing was heard for too long, not even a heartbeat: a dead peer
/// behind a firewall never says so.
final class Silence implements Runnable {
  private static final Duration LONGEST_AT_FIRST = Duration.ofSeconds(10);

  private final Duration longest;
  private final Ticker ticker;
  private final Pause pause;
  private long lastHeard;
  private @Nullable WireResponse watched;
  private boolean ranOut;
  private boolean begun;

  Silence(Duration longest, Ticker ticker, Pause pause) {
    this.longest = longest;
    this.ticker = ticker;
    this.pause = pause;
  }

  synchronized void watch(WireResponse response) {
    watched = response;
    ranOut = false;
    begun = false;
    lastHeard = ticker.nanos();
  }

  synchronized void heard() {
    begun = true;
    lastHeard = ticker.nanos();
  }

  synchronized void stop() {
    watched = null;
  }

  synchronized boolean ranOut() {
    return ranOut;
  }

  private Duration allowed() {
    return begun || longest.compareTo(LONGEST_AT_FIRST) < 0 ? longest : LONGEST_AT_FIRST;
  }

  private synchronized void check() {
    WireResponse response = watched;
    if (response != null && ticker.nanos() - lastHeard > allowed().toNanos()) {
      ranOut = true;
      watched = null;
      response.cancel();
    }
  }

  @Override
  public void run() {
    Duration step = longest.dividedBy(20);
    try {
      while (true) {
        pause.sleep(step);
        check();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
