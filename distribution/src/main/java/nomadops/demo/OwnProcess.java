package nomadops.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// A process that this one has started. Closing it asks it to end, and ends it when it does not.
public final class OwnProcess implements AutoCloseable {
  private static final int GRACE_SECONDS = 30;
  private final Process process;

  private OwnProcess(Process process) {
    this.process = process;
  }

  /// Starts it and returns at once.
  public static OwnProcess start(ProcessBuilder builder) throws IOException {
    return new OwnProcess(builder.start());
  }

  public boolean running() {
    return process.isAlive();
  }

  /// How it ended.
  ///
  /// @throws IllegalThreadStateException while it runs
  public int exitCode() {
    return process.exitValue();
  }

  /// Its process id.
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
