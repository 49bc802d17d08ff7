package nomadops.health.cli;

import nomadops.health.probe.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log of a server's verdicts: a line when one, or its cause, becomes another.
final class SaidOfServer {
  private static final Logger LOG = LoggerFactory.getLogger(SaidOfServer.class);

  private SaidOfServer() {}

  static void of(Seen before, Seen after) {
    if (before.live().why() != after.live().why()) {
      say(after.live().lives(), "live", after.live().reason());
    }
    if (before.ready().why() != after.ready().why()) {
      say(after.ready().isReady(), "ready", after.ready().reason());
    }
  }

  private static void say(boolean well, String what, String reason) {
    if (well) {
      LOG.info("the server is {}: {}", what, reason);
    } else {
      LOG.warn("the server is not {}: {}", what, reason);
    }
  }
}
