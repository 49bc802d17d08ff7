package nomadops.gc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import nomadops.client.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wall-clock time that does not jump ahead: a clock that is suddenly a year later would make every
/// job look old.
///
/// It follows the machine's clock as long as that keeps step with the monotonic one. After a jump
/// ahead it goes on counting from before the jump, so jobs are kept longer, until Nomad itself has
/// stamped a later time ([#witness]). A jump back is followed at once: that too only keeps jobs
/// longer. At the start the machine's clock is believed.
public final class TrustedClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedClock.class);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final InstantSource wall;
  private final Ticker ticker;
  private Instant anchor;
  private long anchorNanos;
  private boolean distrusted;

  public TrustedClock(InstantSource wall, Ticker ticker) {
    this.wall = wall;
    this.ticker = ticker;
    this.anchor = wall.instant();
    this.anchorNanos = ticker.nanos();
  }

  @Override
  public synchronized Instant instant() {
    Instant now = wall.instant();
    long nanos = ticker.nanos();
    Instant counted = anchor.plusNanos(nanos - anchorNanos);
    if (now.isAfter(counted.plus(TOLERANCE))) {
      if (!distrusted) {
        distrusted = true;
        LOG.warn(
            "the clock jumped from {} to {}; jobs are judged by the time before the jump",
            counted,
            now);
      }
      return counted;
    }
    if (distrusted) {
      distrusted = false;
      LOG.info("the clock is believed again");
    }
    anchor = now;
    anchorNanos = nanos;
    return now;
  }

  /// Nomad stamped this time.
  public synchronized void witness(Instant stamped) {
    Instant counted = anchor.plusNanos(ticker.nanos() - anchorNanos);
    if (stamped.isAfter(counted.plus(TOLERANCE))
        && !stamped.isAfter(wall.instant().plus(TOLERANCE))) {
      anchor = stamped;
      anchorNanos = ticker.nanos();
    }
  }

  /// True while the machine's clock is not believed.
  public synchronized boolean distrusted() {
    return distrusted;
  }
}
