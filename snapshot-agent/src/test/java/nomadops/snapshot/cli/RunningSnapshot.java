package nomadops.snapshot.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import org.jspecify.annotations.Nullable;

/// `snapshot run` in this process, from its start to its end.
final class RunningSnapshot implements AutoCloseable {
  private static final Pattern PAGES = Pattern.compile("admin pages on (http://\\S+)/");

  private final FakeSignals signals = new FakeSignals();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread thread;
  private volatile @Nullable ExitCode code;

  RunningSnapshot(URI nomad, String... words) {
    List<String> all =
        new ArrayList<>(List.of("snapshot", "run", "-admin-address=127.0.0.1:0", "-jitter=0s"));
    all.addAll(List.of(words));
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings around =
        new Surroundings(
            Map.of("NOMAD_ADDR", nomad.toString()), stream, stream, Terminal.PIPE, Terminal.PIPE);
    thread =
        Thread.ofPlatform()
            .start(() ->
                code =
                    new Program(
                            Commands.group(
                                "nomad-ops",
                                "Tests.",
                                SnapshotCommand.spec(signals, Clockwork.system())),
                            around)
                        .run(all.toArray(String[]::new)));
  }

  String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// Reads a page until it is as it should be.
  String until(String path, Predicate<String> asItShould) throws IOException, InterruptedException {
    String last = "";
    for (int i = 0; i < 600; i++) {
      Matcher pages = PAGES.matcher(said());
      if (pages.find()) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(pages.group(1) + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        last = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        if (asItShould.test(last)) {
          return last;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError(path + " stays\n" + last + "\nand it said\n" + said());
  }

  void hangUp() throws InterruptedException {
    signals.sendWhenHeard("HUP");
  }

  /// As SIGTERM does.
  @Nullable ExitCode stop() throws InterruptedException {
    signals.sendWhenHeard("TERM");
    thread.join(Duration.ofSeconds(60));
    return code;
  }

  @Override
  public void close() {
    try {
      if (thread.isAlive()) {
        var _ = stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
