package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;

/// One `health` process, in this one: what it is told, what it says, what it serves.
final class HealthCli implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADMIN = Pattern.compile("admin pages on (http://[^/]+)/");

  private final FakeSignals signals = new FakeSignals();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final CompletableFuture<ExitCode> run;

  private final Clockwork time;

  HealthCli(String... words) {
    this(Clockwork.system(), words);
  }

  HealthCli(Clockwork time, String... words) {
    this.time = time;
    this.run =
        CompletableFuture.supplyAsync(
            () -> program(words), task -> Thread.ofPlatform().daemon().start(task));
  }

  private ExitCode program(String... words) {
    List<String> all = new ArrayList<>(List.of("health"));
    all.addAll(List.of(words));
    return new Program(
            Commands.group("nomad-ops", "for a test", HealthCommand.spec(signals, time)),
            new Surroundings(
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.PIPE,
                Terminal.PIPE))
        .run(all.toArray(String[]::new));
  }

  void hangUp() {
    signals.send("HUP");
  }

  ExitCode ended() throws Exception {
    return run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// Waits for its admin pages. The log is one for all of a JVM and goes to who set it up last: a
  /// process that is started before another is asked where it serves would say so to that other.
  HealthCli started() throws Exception {
    await("its admin pages", () -> ADMIN.matcher(said()).find());
    return this;
  }

  HttpResponse<String> get(String path) throws Exception {
    started();
    Matcher found = ADMIN.matcher(said());
    assertThat(found.find()).isTrue();
    URI page = URI.create(found.group(1)).resolve(path);
    return http.send(
        HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Asks until it is so.
  interface Asks {
    boolean holds() throws Exception;
  }

  void await(String what, Asks done) throws Exception {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!done.holds()) {
      assertThat(ticker.nanos() - start)
          .as("%s; it said %s", what, said())
          .isLessThan(PATIENCE.toNanos());
      assertThat(run.isDone()).as("%s; it ended and said %s", what, said()).isFalse();
      Pause.system().sleep(Duration.ofMillis(100));
    }
  }

  @Override
  public void close() {
    signals.send("TERM");
    assertThat(run)
        .as("it ends when it is told to; it said %s", said())
        .succeedsWithin(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
