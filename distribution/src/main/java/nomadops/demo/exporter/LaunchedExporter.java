package nomadops.demo.exporter;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.demo.OwnProcess;

/// `nomad-ops exporter run` as an operator starts it: by the launcher, a process of its own, which
/// sees none of our `NOMAD_*` variables and runs on our Java.
public final class LaunchedExporter implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Pattern PAGES = Pattern.compile("admin pages on (http://[^/\\s]+)/");

  private final OwnProcess process;
  private final URI address;

  private LaunchedExporter(OwnProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Starts it on a port of loopback, and waits until it listens.
  ///
  /// @param home the unpacked distribution
  /// @param port 0 for any
  /// @param log where what it says goes
  /// @throws IOException when it ends before, or does not listen in time, with what it said
  public static LaunchedExporter start(Path home, URI nomad, int port, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                home.resolve("bin").resolve("nomad-ops").toString(),
                "exporter",
                "run",
                "--address=" + nomad,
                "--admin-address=127.0.0.1:" + port));
    builder.environment().keySet().removeIf(name -> name.startsWith("NOMAD_"));
    builder.environment().put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    OwnProcess process = OwnProcess.start(builder);
    long end = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() < end && process.running()) {
      Matcher pages = PAGES.matcher(Files.readString(log));
      if (pages.find()) {
        return new LaunchedExporter(process, URI.create(pages.group(1)));
      }
      Thread.sleep(50);
    }
    process.close();
    throw new IOException("the exporter does not listen; it said: " + Files.readString(log));
  }

  /// Where its pages are, without a path.
  public URI address() {
    return address;
  }

  public boolean running() {
    return process.running();
  }

  @Override
  public void close() {
    process.close();
  }
}
