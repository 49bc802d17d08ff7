package nomadops.health.agent;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import nomadops.client.time.Pause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checks' series as a file for node_exporter's textfile collector, for machines that nobody
/// may scrape twice. It is replaced whole, so that a half of it is never read.
public final class Textfile {
  private static final Logger LOG = LoggerFactory.getLogger(Textfile.class);
  private static final String OURS = "nomad_ops_health_";
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final Path file;
  private final PrometheusMeterRegistry registry;
  private boolean failing;

  /// @param file its name ends with `.prom`, or the collector does not read it
  public Textfile(Path file, PrometheusMeterRegistry registry) {
    this.file = file;
    this.registry = registry;
  }

  /// Writes it every 15 seconds until told to stop.
  public void run(BooleanSupplier stop, Pause pause) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      write();
      pause.sleep(EVERY);
    }
  }

  /// Writes it once. What fails is logged, once for each row of failures.
  void write() {
    try {
      Path beside = file.resolveSibling(file.getFileName() + ".tmp");
      Files.writeString(beside, page());
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.warn("{} cannot be written: {}", file, e.toString());
      }
      failing = true;
    }
  }

  /// The collector refuses what other exporters tell, too: the process' own series stay out.
  private String page() {
    return registry
        .scrape("text/plain; version=0.0.4; charset=utf-8")
        .lines()
        .filter(line -> line.startsWith(OURS) || line.matches("# (HELP|TYPE) " + OURS + ".*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
