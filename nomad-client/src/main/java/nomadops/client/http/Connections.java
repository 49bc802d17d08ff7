package nomadops.client.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import nomadops.client.time.Ticker;

/// Connections that wait for their next request, the newest first: those that are not needed grow
/// old and are closed when others are used.
final class Connections implements AutoCloseable {
  private static final int MOST_IDLE = 32;
  private static final long LONGEST_IDLE = Duration.ofMinutes(4).toNanos();
  // A server seldom closes what it has used within the last second, and looking costs time.
  private static final long UNQUESTIONED = Duration.ofSeconds(1).toNanos();

  private final Dialer dialer;
  private final OpenSockets sockets;
  private final Ticker ticker;
  private final Deque<Link> idle = new ArrayDeque<>();

  Connections(Dialer dialer, OpenSockets sockets, Ticker ticker) {
    this.dialer = dialer;
    this.sockets = sockets;
    this.ticker = ticker;
  }

  /// A connection for one attempt: [#keep] it or close it afterwards.
  Link lease(Attempt attempt) throws IOException {
    for (Optional<Link> kept = newest(); kept.isPresent(); kept = newest()) {
      Link link = kept.get();
      if (ticker.nanos() - link.idleSince() < UNQUESTIONED || link.isSound()) {
        return link;
      }
      link.close();
    }
    return dialer.dial(attempt);
  }

  void keep(Link link) {
    long now = ticker.nanos();
    link.idleSince(now);
    synchronized (idle) {
      idle.addFirst(link);
      while (idle.size() > MOST_IDLE || now - idle.getLast().idleSince() > LONGEST_IDLE) {
        idle.removeLast().close();
      }
    }
  }

  private Optional<Link> newest() {
    synchronized (idle) {
      return Optional.ofNullable(idle.pollFirst());
    }
  }

  boolean isClosed() {
    return sockets.isClosed();
  }

  /// Ends every call under way, too.
  @Override
  public void close() {
    sockets.close();
    synchronized (idle) {
      idle.clear();
    }
  }
}
