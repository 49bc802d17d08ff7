package nomadops.bench.drainer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.SimulatorState;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.raft.CostModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A simulated cluster of instances with work on them: half of the nodes run one batch allocation,
/// half run two, of which every fifth is a service. There is room elsewhere for the services.
final class Fleet implements AutoCloseable {
  private static final String INSTANCE_ID = "unique.platform.aws.instance-id";
  private static final int CPU = 1_000;
  private static final int COUNT = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final NomadSimulator nomad;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> nodeByInstance = new LinkedHashMap<>();

  Fleet(CostModel cost) {
    nomad =
        NomadSimulator.start(
            SimulatorOptions.defaults().withNodes(0).withNodeSize(CPU, CPU).withCost(cost));
  }

  URI address() {
    return nomad.address();
  }

  List<Effect> journal() {
    return nomad.state().journal().effects();
  }

  /// One node for each.
  void add(List<Termination> terminations) {
    for (Termination one : terminations) {
      String node =
          nomad
              .state()
              .addNode("node-" + one.instance(), Map.of(INSTANCE_ID, one.instance()), Map.of());
      nodeByInstance.put(one.instance(), node);
    }
  }

  /// Puts work on so many empty nodes, and waits until it is placed. Then there is room for the
  /// services of all of them.
  ///
  /// @param nodes a multiple of 20
  void work(int nodes, DrainerSize.Work work) throws InterruptedException {
    SimulatorState state = nomad.state();
    int before = state.allocations();
    int whole = nodes / 2 / COUNT;
    int halves = nodes / COUNT;
    for (int i = 0; i < whole; i++) {
      String _ = state.register(batch("whole-" + i, CPU, spread(work, i, whole)));
    }
    for (int i = 0; i < halves; i++) {
      String _ =
          state.register(
              isService(i)
                  ? service("service-" + i)
                  : batch("half-" + i, CPU / 2, spread(work, i, halves)));
    }
    await(before + nodes / 2 + nodes);
    int services = (halves + 4) / 5 * COUNT;
    int _ = state.addNodes((services + 1) / 2);
  }

  private void await(int allocations) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (nomad.state().allocations() < allocations) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "only %d of %d allocations are placed"
                .formatted(nomad.state().allocations(), allocations));
      }
      Thread.sleep(10);
    }
  }

  /// How long the longest batch allocation of each of so many nodes runs: nothing where there are
  /// only services.
  static List<Duration> longest(int nodes, DrainerSize.Work work) {
    List<Duration> longest = new ArrayList<>();
    int whole = nodes / 2 / COUNT;
    int halves = nodes / COUNT;
    for (int i = 0; i < whole; i++) {
      longest.addAll(Collections.nCopies(COUNT, spread(work, i, whole)));
    }
    for (int i = 0; i < halves; i++) {
      longest.addAll(
          Collections.nCopies(COUNT / 2, isService(i) ? Duration.ZERO : spread(work, i, halves)));
    }
    return longest;
  }

  private static boolean isService(int half) {
    return half % 5 == 0;
  }

  private static Duration spread(DrainerSize.Work work, int i, int of) {
    Duration range = work.longest().minus(work.shortest());
    return work.shortest().plus(range.multipliedBy(i).dividedBy(of));
  }

  private static String batch(String id, int cpu, Duration runs) {
    return job(id, "batch", cpu, "{\"run_for\":\"" + runs.toMillis() + "ms\"}");
  }

  private static String service(String id) {
    return job(id, "service", CPU / 2, "{}");
  }

  private static String job(String id, String type, int cpu, String config) {
    return """
    {"Job":{"ID":"%s","Type":"%s","TaskGroups":[{"Name":"g","Count":%d,"Tasks":[{"Name":"t",\
    "Driver":"mock_driver","Config":%s,"Resources":{"CPU":%d,"MemoryMB":16}}]}]}}\
    """
        .formatted(id, type, COUNT, config, cpu);
  }

  String node(String instance) {
    return nodeByInstance.getOrDefault(instance, "");
  }

  /// When the last allocation of each node ended, as its client reported; nodes on which something
  /// still runs, or nothing ever ran, are left out.
  Map<String, Instant> emptySince() throws IOException, InterruptedException {
    Map<String, Instant> ends = new HashMap<>();
    for (JsonNode row : allocations()) {
      JsonNode finished = row.path("TaskStates").path("t").path("FinishedAt");
      Instant end = finished.isString() ? Instant.parse(finished.asString()) : Instant.MAX;
      ends.merge(row.path("NodeID").asString(), end, (a, b) -> a.isAfter(b) ? a : b);
    }
    ends.values().removeIf(Instant.MAX::equals);
    return ends;
  }

  /// How many allocations, running or over, are on the node of each instance.
  Map<String, Integer> allocationsByInstance() throws IOException, InterruptedException {
    Map<String, Integer> byNode = new HashMap<>();
    for (JsonNode row : allocations()) {
      byNode.merge(row.path("NodeID").asString(), 1, Integer::sum);
    }
    Map<String, Integer> counts = new HashMap<>();
    nodeByInstance.forEach((instance, node) -> counts.put(instance, byNode.getOrDefault(node, 0)));
    return counts;
  }

  private JsonNode allocations() throws IOException, InterruptedException {
    URI list = nomad.address().resolve("/v1/allocations?namespace=*&task_states=true");
    return MAPPER.readTree(
        http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    http.shutdownNow();
    nomad.close();
  }
}
