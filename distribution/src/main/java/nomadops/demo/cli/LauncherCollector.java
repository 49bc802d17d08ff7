package nomadops.demo.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nomadops.demo.Collector;

/// nomad-gc as an operator starts it: `nomad-ops gc run --once`, a process of its own; what it says
/// goes to files.
final class LauncherCollector implements Collector {
  private static final int GRACE_SECONDS = 20;
  private final Path launcher;
  private final Path folder;

  /// @param launcher `bin/nomad-ops` of the unpacked distribution
  /// @param folder for the audit log and for what the process says
  LauncherCollector(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  @Override
  public Collection start(URI address) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                launcher.toString(),
                "gc",
                "run",
                "--once",
                "--address=" + address,
                "--keep-for=4h",
                "--audit-log=" + folder.resolve("demo-purged.ndjson")));
    builder.environment().keySet().removeIf(name -> name.startsWith("NOMAD_"));
    builder.environment().put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(folder.resolve("demo-gc.txt").toFile());
    builder.redirectError(folder.resolve("demo-gc.log").toFile());
    return new ProcessCollection(builder.start());
  }

  private record ProcessCollection(Process process) implements Collection {
    @Override
    public boolean running() {
      return process.isAlive();
    }

    @Override
    public int exitCode() {
      return process.exitValue();
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
}
