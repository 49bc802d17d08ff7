package nomadops.runtime.admin;

import nomadops.client.time.Pause;
import nomadops.runtime.status.Samples;

/// Takes a sample of the plotted figures every few seconds, whether anybody looks or not.
record Sampler(Samples samples, Pause pause) implements Runnable {
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        samples.take();
        pause.sleep(Samples.EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
