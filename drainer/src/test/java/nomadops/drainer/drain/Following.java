package nomadops.drainer.drain;

import java.util.concurrent.atomic.AtomicBoolean;

/// A thread that keeps the index.
public final class Following implements AutoCloseable {
  private final AtomicBoolean stop = new AtomicBoolean();
  private final Thread thread;

  public Following(NomadClients clients, NodeListener listener) {
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                clients.follow(listener, stop::get);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Override
  public void close() {
    stop.set(true);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
