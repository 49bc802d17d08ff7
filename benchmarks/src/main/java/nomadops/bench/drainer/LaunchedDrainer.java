package nomadops.bench.drainer;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.bench.Launched;
import nomadops.bench.Resident;

/// `nomad-ops drainer run` on the surroundings of the bench.
final class LaunchedDrainer implements AutoCloseable {
  private final Launched process;

  private LaunchedDrainer(Launched process) {
    this.process = process;
  }

  /// Starts it, and returns at once.
  ///
  /// @param visibility how long it hides a message at a time
  static LaunchedDrainer start(URI nomad, String queue, URI autoscaling, Duration visibility)
      throws IOException {
    return new LaunchedDrainer(
        Launched.start(
            "drainer",
            Map.of(
                "AWS_ACCESS_KEY_ID", "x",
                "AWS_SECRET_ACCESS_KEY", "x",
                "AWS_EC2_METADATA_DISABLED", "true"),
            List.of(
                "run",
                "--address=" + nomad,
                "--queues=" + queue,
                "--autoscaling-endpoint=" + autoscaling,
                "--visibility=" + visibility.toSeconds() + "s",
                "--admin-address=127.0.0.1:0")));
  }

  boolean running() {
    return process.running();
  }

  double peakResidentMb() throws IOException {
    return Resident.peakMb(process.handle().pid());
  }

  double cpuSeconds() {
    return Launched.cpuSeconds(process.handle());
  }

  /// What it said lastly, for an error message.
  String said() throws IOException {
    return process.said();
  }

  /// What SIGKILL does; nothing of it runs any more when this returns.
  void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
