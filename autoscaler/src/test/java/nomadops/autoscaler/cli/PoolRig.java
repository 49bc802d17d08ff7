package nomadops.autoscaler.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nomadops.autoscaler.target.FakeAutoScaling;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.state.NodeSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Nomad without nodes, and an Auto Scaling whose machines become nodes of 4,000 MHz and 8,192 MB
/// and cease to be.
final class PoolRig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /// Times that suit a test.
  static final String BRISK =
      "patience: 0s, boot-lag: 1s, max-wait: 1s, idle-for: 1s, protect-new: 0s, window: 3s,"
          + " cordon-percent: 100, fill: 1, backoff-first: 5s";

  final QuickTime time = new QuickTime();
  final NomadSimulator nomad;

  /// Where the process looks for it.
  URI front;

  final FakeAutoScaling aws = new FakeAutoScaling(time.clock(), new SplittableRandom(7));
  final Map<String, String> nodeOf = new ConcurrentHashMap<>();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PoolRig() {
    this(SimulatorOptions.defaults());
  }

  PoolRig(SimulatorOptions options) {
    System.setProperty("aws.accessKeyId", "x");
    System.setProperty("aws.secretAccessKey", "x");
    nomad = NomadSimulator.start(options.withNodes(0).withClock(time.clock()));
    front = nomad.address();
  }

  /// A group whose machines boot at once and become nodes.
  FakeGroup group(String name, int min, int max) {
    return group(name, min, max, "");
  }

  /// The same, with nodes of a class.
  FakeGroup group(String name, int min, int max, String nodeClass) {
    return aws.group(name, min, 0, max)
        .takes(Duration.ofMillis(200), Duration.ofMillis(200))
        .tells(
            new FakeGroup.Listener() {
              @Override
              public void launched(FakeGroup group, String instance) {
                boot(instance, nodeClass);
              }

              @Override
              public void ended(FakeGroup group, String instance) {
                Optional.ofNullable(nodeOf.get(instance))
                    .ifPresent(node -> nomad.state().retireNode(node));
              }
            });
  }

  private void boot(String instance, String nodeClass) {
    NodeSpec spec =
        NodeSpec.of("client-" + instance, 4_000, 8_192)
            .withNodeClass(nodeClass)
            .withAttributes(Map.of("unique.platform.aws.instance-id", instance));
    nodeOf.put(instance, nomad.state().addNode(spec));
  }

  /// A batch job whose allocations take a quarter of a node.
  static String batch(String id, int count, String runFor) {
    return """
    {"Job":{"ID":"%s","Type":"batch","TaskGroups":[{"Name":"work","Count":%d,"Tasks":[{"Name":"t",\
    "Driver":"mock_driver","Config":{"run_for":"%s"},"Resources":{"CPU":1000,"MemoryMB":512}}]}]}}\
    """
        .formatted(id, count, runFor);
  }

  List<String> common(String pools) {
    return List.of(
        "-address",
        "" + front,
        "-aws-region",
        "eu-central-1",
        "-autoscaling-endpoint",
        "" + aws.address(),
        "-pools",
        pools);
  }

  CompletableFuture<ExitCode> run(FakeSignals signals, String pools, String... more) {
    List<String> words = new ArrayList<>(common(pools));
    words.addAll(List.of("-interval", "1s"));
    words.addAll(List.of(more));
    return started(signals, words);
  }

  /// With a file that says what is to be scaled.
  CompletableFuture<ExitCode> run(FakeSignals signals, Path file, String... more) {
    List<String> words = new ArrayList<>(List.of("-config", file.toString()));
    words.addAll(List.of("-address", "" + nomad.address()));
    words.addAll(List.of("-autoscaling-endpoint", "" + aws.address()));
    words.addAll(List.of(more));
    return started(signals, words);
  }

  private CompletableFuture<ExitCode> started(FakeSignals signals, List<String> words) {
    List<String> all = new ArrayList<>(List.of("run", "-admin-address", "127.0.0.1:0"));
    all.addAll(words);
    return CompletableFuture.supplyAsync(() -> program(signals, all));
  }

  /// How many nodes may take work, by what Nomad says.
  long open() {
    return nodes()
        .filter(n -> n.path("SchedulingEligibility").asString().equals("eligible"))
        .count();
  }

  /// How many nodes may not.
  long shut() {
    return nodes()
        .filter(n -> n.path("SchedulingEligibility").asString().equals("ineligible"))
        .filter(n -> n.path("Status").asString().equals("ready"))
        .count();
  }

  private Stream<JsonNode> nodes() {
    return JsonMapper.builder().build().readTree(got(nomad.address() + "/v1/nodes")).valueStream();
  }

  /// A request that some operator makes.
  static void sent(String method, String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setRequestMethod(method);
      if (connection.getResponseCode() != 200) {
        throw new IllegalStateException(address + ": " + connection.getResponseCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What an address answers.
  static String got(String address) {
    try (InputStream in = URI.create(address).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ExitCode program(FakeSignals signals, List<String> words) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings around =
        new Surroundings(Map.of("USER", "ada"), results, errors, Terminal.PIPE, Terminal.PIPE);
    List<String> all = new ArrayList<>(List.of("autoscaler"));
    all.addAll(words);
    return new Program(
            Commands.group(
                "nomad-ops", "for a test", AutoscalerCommand.spec(signals, time.clockwork())),
            around)
        .run(all.toArray(String[]::new));
  }

  static ExitCode stop(FakeSignals signals, CompletableFuture<ExitCode> run) throws Exception {
    signals.sendWhenHeard("TERM");
    return run.get(60, TimeUnit.SECONDS);
  }

  /// The admin address of what was started last.
  String admin() throws InterruptedException {
    Pattern line = Pattern.compile("admin pages on (http://127.0.0.1:[0-9]+)/");
    await("its admin pages", () -> line.matcher(said()).find());
    return line.matcher(said()).results().reduce((_, last) -> last).orElseThrow().group(1);
  }

  String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  String shown() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Lets Auto Scaling live meanwhile.
  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError(what + " did not come to be; it said: " + said());
      }
      aws.advance();
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    nomad.close();
    aws.close();
    time.close();
  }
}
