package nomadops.runtime;

import org.jspecify.annotations.Nullable;

/// One activity and, once started, its thread.
final class Running {
  final String name;
  final Phase phase;
  final boolean foreground;
  final Activity body;
  volatile @Nullable Thread thread;

  Running(String name, Phase phase, boolean foreground, Activity body) {
    this.name = name;
    this.phase = phase;
    this.foreground = foreground;
    this.body = body;
  }

  void interrupt() {
    Thread started = thread;
    if (started != null) {
      started.interrupt();
    }
  }

  void join() throws InterruptedException {
    Thread started = thread;
    if (started != null) {
      started.join();
    }
  }

  boolean isAlive() {
    Thread started = thread;
    return started != null && started.isAlive();
  }
}
