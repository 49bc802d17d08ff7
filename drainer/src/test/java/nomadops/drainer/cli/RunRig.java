package nomadops.drainer.cli;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.model.Node;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.imds.FakeMetadata;
import nomadops.drainer.sqs.ElasticMq;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.journal.Effect;

/** All that `drainer run` talks to, on loopback, and one process of it at a time. */
final class RunRig implements AutoCloseable {
  static final String INSTANCE = "i-0194708ef7e24dcc7";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADMIN = Pattern.compile("admin pages on (http://[^/]+)/");

  final ElasticMq sqs = new ElasticMq();
  final AutoScaling aws = new AutoScaling();
  final FakeMetadata metadata = new FakeMetadata();
  final NomadSimulator nomad;

  /** Where the process looks for it. */
  URI front;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private FakeSignals signals = new FakeSignals();
  private CompletableFuture<ExitCode> run = CompletableFuture.completedFuture(ExitCode.DONE);

  RunRig() {
    this(SimulatorOptions.defaults());
  }

  RunRig(SimulatorOptions options) {
    nomad = NomadSimulator.start(options.withNodes(0));
    front = nomad.address();
    System.setProperty("aws.accessKeyId", "x");
    System.setProperty("aws.secretAccessKey", "x");
    var _ = sqs.queue("terminations");
    metadata.documents.put("instance-id", INSTANCE);
  }

  /** A node of the instance, with a batch job on it. */
  String nodeWithWork(String runFor) throws InterruptedException {
    String nodeId = nodeOf(INSTANCE);
    nomad
        .state()
        .register(
            """
            {"Job":{"ID":"work","Type":"batch","TaskGroups":[{"Name":"g","Count":1,"Tasks":[{"Name":"t",\
            "Driver":"mock_driver","Config":{"run_for":"%s"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
            """
                .formatted(runFor));
    await(() -> nomad.state().jobs("running") == 1);
    return nodeId;
  }

  /** A node of an instance, without work. */
  String nodeOf(String instance) {
    return nomad
        .state()
        .addNode("client-1", Map.of("unique.platform.aws.instance-id", instance), Map.of());
  }

  /** Reads this queue. */
  CompletableFuture<ExitCode> startOn(String queue, String... words) {
    List<String> all = new ArrayList<>(List.of("-queues", queue));
    all.addAll(List.of(words));
    return start(all.toArray(String[]::new));
  }

  /** On the usual queue. */
  CompletableFuture<ExitCode> startOnTerminations(String... words) {
    return startOn(sqs.url("terminations"), words);
  }

  CompletableFuture<ExitCode> start(String... words) {
    signals = new FakeSignals();
    List<String> all =
        new ArrayList<>(
            List.of(
                "run",
                "-address",
                "" + front,
                "-autoscaling-endpoint",
                aws.endpoint(),
                "-imds-endpoint",
                "" + metadata.address(),
                "-admin-address",
                "127.0.0.1:0"));
    all.addAll(List.of(words));
    // Of its own: one that a failed test left behind must not hold up the next.
    run =
        CompletableFuture.supplyAsync(
            () -> program(all), task -> Thread.ofPlatform().daemon().start(task));
    return run;
  }

  ExitCode program(List<String> words) {
    PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
    Surroundings around = new Surroundings(Map.of(), stdout, stderr, Terminal.PIPE, Terminal.PIPE);
    List<String> all = new ArrayList<>(List.of("drainer"));
    all.addAll(words);
    return new Program(
            Commands.group("nomad-ops", "for a test", DrainerCommand.spec(signals)), around)
        .run(all.toArray(String[]::new));
  }

  ExitCode stop(CompletableFuture<ExitCode> run) throws Exception {
    signals.send("TERM");
    return run.get(60, TimeUnit.SECONDS);
  }

  /** It has to end well. */
  void stopDone(CompletableFuture<ExitCode> run) throws Exception {
    assertThat(stop(run)).as(said()).isEqualTo(ExitCode.DONE);
  }

  Node node(String id) throws InterruptedException {
    try (NomadClient client =
        NomadClient.connect(
            Connection.to(nomad.address().toString()).build(),
            WireObserver.NONE,
            Ticker.system(),
            Pause.system(),
            RandomGenerator.getDefault())) {
      return client.nodes().read(id).value().orElseThrow();
    }
  }

  /** A page of the admin server; empty before it listens. */
  String page(String path) {
    Matcher found = ADMIN.matcher(said());
    String address = "";
    while (found.find()) {
      address = found.group(1);
    }
    if (address.isEmpty()) {
      return "";
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest get = HttpRequest.newBuilder(URI.create(address + path)).build();
      return http.send(get, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** The value of a line of `/metrics`; NaN when there is no such line. */
  double metric(String line) {
    return page("/metrics")
        .lines()
        .filter(each -> each.startsWith("nomad_ops_drainer_" + line + " "))
        .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Of the queue `terminations`. */
  double messages(String what) {
    return metric("messages_" + what + "{queue=\"terminations\"}");
  }

  long drains() {
    return nomad.state().journal().effects().stream()
        .filter(effect -> effect instanceof Effect.NodeDrain drain && drain.draining())
        .count();
  }

  void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not: %s", said()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  static String terminating() {
    return terminating(INSTANCE, Instant.now());
  }

  static String terminating(String instance, Instant at) {
    return """
    {"LifecycleHookName":"my-hook","AccountId":"609519224176","RequestId":"5d858daa-5692-135e-98ca-ef04118c2ab5",\
    "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","AutoScalingGroupName":"my-asg",\
    "Service":"AWS Auto Scaling","Time":"%s","EC2InstanceId":"%s","LifecycleActionToken":"602063c7-4a06-4a67-b8cf-87ccc33bdc86"}\
    """
        .formatted(at, instance);
  }

  static String launching() {
    // Another action, so another token.
    return terminating()
        .replace("INSTANCE_TERMINATING", "INSTANCE_LAUNCHING")
        .replace("602063c7", "71f0a2d4");
  }

  static String test() {
    return """
    {"AccountId":"609519224176","RequestId":"b36d6757","AutoScalingGroupName":"my-asg",\
    "Service":"AWS Auto Scaling","Event":"autoscaling:TEST_NOTIFICATION","Time":"2018-05-14T22:39:45.555Z"}\
    """;
  }

  @Override
  public void close() {
    if (!run.isDone()) {
      signals.send("TERM");
    }
    nomad.close();
    metadata.close();
    aws.close();
    sqs.close();
  }
}
