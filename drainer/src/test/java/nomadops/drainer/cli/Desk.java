package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.connection.TokenSource;
import nomadops.client.model.Node;
import nomadops.client.model.NomadJson;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.journal.Effect;
import tools.jackson.databind.JsonNode;

/** A desk with a terminal on it, and a simulated cluster whose time a test moves. */
final class Desk implements AutoCloseable {
  static final String INSTANCE = "unique.platform.aws.instance-id";
  private static final Duration BOUND = Duration.ofSeconds(60);

  final VirtualClock clock = SimClock.virtual();
  final NomadSimulator nomad;
  final NomadClient client;
  final FakeSignals signals = new FakeSignals();
  final List<String> asked = new ArrayList<>();
  Optional<String> answer = Optional.empty();
  Terminal terminal = Terminal.PIPE;
  String token = SimulatorOptions.MANAGEMENT_TOKEN;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Desk() {
    this(SimulatorOptions.defaults());
  }

  Desk(SimulatorOptions options) {
    nomad = NomadSimulator.start(options.withNodes(0).withClock(clock));
    client =
        NomadClient.connect(
            Connection.to(nomad.address().toString()).token(TokenSource.fixed(token)).build());
  }

  /** Types a command, and waits for its end; what it says is what it said alone. */
  ExitCode types(String... words) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of("drainer"));
    all.addAll(List.of(words));
    Map<String, String> environment =
        Map.of("NOMAD_ADDR", nomad.address().toString(), "NOMAD_TOKEN", token);
    Surroundings around =
        new Surroundings(
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            terminal);
    Operator operator =
        new Operator(clock, Ticker.system(), Pause.system(), signals, new Answers());
    return new Program(
            Commands.group("nomad-ops", "for a test", DrainerCommand.spec(signals, operator)),
            around)
        .run(all.toArray(String[]::new));
  }

  CompletableFuture<ExitCode> starts(String... words) {
    return CompletableFuture.supplyAsync(() -> types(words));
  }

  static ExitCode end(CompletableFuture<ExitCode> run) throws Exception {
    return run.get(BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return NomadJson.tree(out.toByteArray());
  }

  String node(int number) {
    return nomad.state().addNode("client-" + number, Map.of(INSTANCE, instance(number)), Map.of());
  }

  static String instance(int number) {
    return "i-%017x".formatted(number);
  }

  void runs(String id, String type, String runFor) {
    nomad
        .state()
        .register(
            """
            {"Job":{"ID":"%s","Type":"%s","TaskGroups":[{"Name":"g","Count":1,"Tasks":[{"Name":"t",\
            "Driver":"mock_driver","KillTimeout":20000000000,"Config":{"run_for":"%s"},\
            "Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
            """
                .formatted(id, type, runFor));
  }

  Node read(String nodeId) {
    return client.nodes().read(nodeId).value().orElseThrow();
  }

  long deadlineSeconds(String node) {
    return read(node).drainStrategy().orElseThrow().deadline().toSeconds();
  }

  boolean drains(String nodeId) {
    return read(nodeId).drainStrategy().isPresent();
  }

  /** How often somebody asked for a drain. */
  long drainPuts() {
    return nomad.state().journal().effects().stream()
        .filter(effect -> effect instanceof Effect.NodeDrain drain && drain.draining())
        .count();
  }

  /** A token with these rights only. */
  String tokenWith(String rules) throws Exception {
    put("/v1/acl/policy/p", Map.of("Name", "p", "Rules", rules));
    String made =
        put("/v1/acl/token", Map.of("Name", "t", "Type", "client", "Policies", List.of("p")));
    return NomadJson.tree(made.getBytes(StandardCharsets.UTF_8)).path("SecretID").asString("");
  }

  private String put(String path, Object body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(nomad.address().resolve(path))
                  .header("X-Nomad-Token", SimulatorOptions.MANAGEMENT_TOKEN)
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(NomadJson.write(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /** Polls, for a bounded time. */
  void until(String what, BooleanSupplier done) throws InterruptedException {
    long end = Ticker.system().nanos() + BOUND.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(Ticker.system().nanos())
          .as("not %s; said: %s %s", what, out(), err())
          .isLessThan(end);
      Pause.system().sleep(Duration.ofMillis(20));
    }
  }

  /** Somebody at the keyboard, if there is an answer to give. */
  private final class Answers implements Keyboard {
    @Override
    public boolean isThere() {
      return answer.isPresent();
    }

    @Override
    public Optional<String> line() {
      asked.add(err());
      return answer;
    }
  }

  @Override
  public void close() {
    client.close();
    nomad.close();
  }
}
