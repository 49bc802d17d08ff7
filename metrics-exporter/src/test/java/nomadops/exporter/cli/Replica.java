package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.exporter.view.ClusterWatch;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import org.jspecify.annotations.Nullable;

/// One `exporter` process, in this one: what it is told, what it says, what it serves.
final class Replica implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADMIN = Pattern.compile("admin pages on (http://[^/]+)/");

  private final FakeSignals signals = new FakeSignals();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final CompletableFuture<ExitCode> run;
  private final AtomicBoolean told = new AtomicBoolean();

  private Replica(List<String> words, Map<String, String> environment) {
    this.run =
        CompletableFuture.supplyAsync(
            () -> program(words, environment), task -> Thread.ofPlatform().daemon().start(task));
  }

  /// Starts `exporter run` with these words, on a free port.
  static Replica run(Map<String, String> environment, List<String> words) {
    List<String> all = new ArrayList<>(List.of("run", "-admin-address", "127.0.0.1:0"));
    all.addAll(words);
    return new Replica(all, environment);
  }

  private ExitCode program(List<String> words, Map<String, String> environment) {
    PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    ClusterWatch.Time time =
        new ClusterWatch.Time(
            java.time.InstantSource.system(),
            Ticker.system(),
            Pause.system(),
            RandomGenerator.getDefault());
    List<String> all = new ArrayList<>(List.of("exporter"));
    all.addAll(words);
    return new Program(
            Commands.group("nomad-ops", "for a test", ExporterCommand.spec(signals, time)),
            new Surroundings(environment, results, errors, Terminal.PIPE, Terminal.PIPE))
        .run(all.toArray(String[]::new));
  }

  /// Where its pages are.
  URI address() throws InterruptedException {
    await("its admin pages", () -> ADMIN.matcher(said()).find());
    Matcher found = ADMIN.matcher(said());
    assertThat(found.find()).isTrue();
    return URI.create(found.group(1));
  }

  HttpResponse<String> get(String path) throws InterruptedException {
    HttpRequest get =
        HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(20)).build();
    try {
      return http.send(get, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path + " of " + said(), e);
    }
  }

  Page page() throws InterruptedException {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Page.of(answer.body());
  }

  boolean ready() throws InterruptedException {
    return get("/readyz").statusCode() == 200;
  }

  /// It has seen the cluster whole.
  Replica untilReady() throws InterruptedException {
    await("ready", this::ready);
    return this;
  }

  /// Waits until it serves this, and gives the page.
  Page until(String what, Serves served) throws InterruptedException {
    @Nullable Page[] last = new Page[1];
    await(
        what,
        () -> {
          Page page = page();
          last[0] = page;
          return served.holds(page);
        });
    Page page = last[0];
    if (page == null) {
      throw new AssertionError(what);
    }
    return page;
  }

  /// What a page must be like.
  interface Serves {
    boolean holds(Page page);
  }

  /// Asks until it is so.
  interface Asks {
    boolean holds() throws InterruptedException;
  }

  void await(String what, Asks done) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.holds()) {
      assertThat(System.nanoTime()).as("still not: %s; it said %s", what, said()).isLessThan(end);
      assertThat(run.isDone()).as("it ended: %s", said()).isFalse();
      Thread.sleep(50);
    }
  }

  /// The signal reaches it once it serves.
  void hangUp() {
    signals.send("HUP");
  }

  String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// How it ends by itself.
  ExitCode ended() throws Exception {
    return run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /// A second signal would halt it.
  private void end() {
    if (told.compareAndSet(false, true)) {
      signals.send("TERM");
    }
  }

  /// It is told to stop, and has to do so well.
  void stop() throws Exception {
    end();
    assertThat(ended()).as(said()).isEqualTo(ExitCode.DONE);
  }

  @Override
  public void close() {
    http.close();
    if (!run.isDone()) {
      end();
    }
    try {
      Object _ = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("it does not end: " + said(), e);
    }
  }
}
