package nomadops.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something to do while stopping.
final class StopAction {
  private static final Logger LOG = LoggerFactory.getLogger(StopAction.class);

  final Phase phase;
  final String name;
  private final AutoCloseable body;
  volatile boolean ended;
  volatile boolean failed;

  StopAction(Phase phase, String name, AutoCloseable body) {
    this.phase = phase;
    this.name = name;
    this.body = body;
  }

  void run() {
    try {
      body.close();
    } catch (InterruptedException e) {
      failed = true;
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failed = true;
      LOG.warn("while stopping, {} failed: {}", name, e.toString(), e);
    } finally {
      ended = true;
    }
  }
}
