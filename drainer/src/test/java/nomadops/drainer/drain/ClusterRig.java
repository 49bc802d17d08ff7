package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.TokenSource;
import nomadops.client.model.Node;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.notice.InstanceId;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.journal.Effect;

/// A simulated cluster on a clock that the test moves, and clients of it.
final class ClusterRig implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(60);

  final VirtualClock clock = SimClock.virtual();
  final NomadSimulator nomad;
  final NomadClient client;
  final NomadClients clients;

  ClusterRig() {
    this(SimulatorOptions.defaults().withNodes(0));
  }

  ClusterRig(SimulatorOptions options) {
    nomad = NomadSimulator.start(options.withClock(clock));
    client = NomadClient.connect(to(SimulatorOptions.MANAGEMENT_TOKEN).build());
    clients = new NomadClients(client, InstanceNaming.aws(), clock, clock::nanos, ClusterRig::nap);
  }

  ConnectionBuilder to(String token) {
    return Connection.to(nomad.address().toString())
        .token(TokenSource.fixed(token))
        .requestTimeout(Duration.ofSeconds(10));
  }

  static InstanceId instance(int number) {
    return new InstanceId("i-%017x".formatted(number));
  }

  /// A pause that does not make a test wait.
  private static void nap(Duration wanted) throws InterruptedException {
    Duration most = Duration.ofMillis(20);
    Pause.system().sleep(wanted.compareTo(most) > 0 ? most : wanted);
  }

  String node(int instance) {
    return nomad
        .state()
        .addNode(
            "client-" + instance,
            Map.of(InstanceNaming.AWS_ATTRIBUTE, instance(instance).value()),
            Map.of());
  }

  Node read(String nodeId) {
    return client.nodes().read(nodeId).value().orElseThrow();
  }

  String runs(String id, String type, String runFor) {
    nomad.state().register(ClusterRig.job(id, type, runFor, 1));
    return id;
  }

  static String job(String id, String type, String runFor, int count) {
    return """
    {"Job":{"ID":"%s","Type":"%s","TaskGroups":[{"Name":"g","Count":%d,"Tasks":[{"Name":"t",\
    "Driver":"mock_driver","KillTimeout":20000000000,"Config":{"run_for":"%s"},\
    "Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
    """
        .formatted(id, type, count, runFor);
  }

  long drains() {
    return nomad.state().journal().effects().stream()
        .filter(effect -> effect instanceof Effect.NodeDrain drain && drain.draining())
        .count();
  }

  List<String> nodes() {
    return client.nodes().list(Read.defaults()).value().stream().map(n -> n.id()).toList();
  }

  /// Follows until closed.
  Following follow(NodeListener listener) {
    return new Following(clients, listener);
  }

  /// Polls, for a bounded time.
  static void until(String what, BooleanSupplier done) throws InterruptedException {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!done.getAsBoolean()) {
      assertThat(ticker.nanos() - start).as(what).isLessThan(BOUND.toNanos());
      Pause.system().sleep(Duration.ofMillis(10));
    }
  }

  @Override
  public void close() {
    client.close();
    nomad.close();
  }
}
