package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.JobKey;
import nomadops.client.model.Node;
import nomadops.client.model.RawJson;
import nomadops.client.rights.TokenAnswer;
import nomadops.client.rights.TokenCheck;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.Stalled;
import nomadops.simulator.agent.AgentOptions;
import nomadops.simulator.agent.NomadAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// What the simulator cannot prove: how a real server takes it.
@EnabledIfEnvironmentVariable(named = "NOMAD_BIN", matches = ".+")
final class RealNomadTest {
  private static final Map<String, String> OURS = Map.of("nomad-ops.notice", "test");
  private static NomadAgent agent;
  private static NomadClient client;
  private static NomadClients clients;
  private static Node node;

  @BeforeAll
  static void start() throws InterruptedException {
    agent = NomadAgent.start(AgentOptions.of(Path.of(System.getenv("NOMAD_BIN"))).withClient(true));
    Assumptions.assumeTrue(agent.hasClient(), "this nomad has no mock driver");
    client = NomadClient.connect(Connection.to(agent.address().toString()).build());
    clients =
        new NomadClients(
            client, InstanceNaming.aws(), InstantSource.system(), Ticker.system(), Pause.system());
    String id = client.nodes().list(Read.defaults()).value().getFirst().id();
    node = client.nodes().read(id).value().orElseThrow();
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
    agent.close();
  }

  @BeforeEach
  @AfterEach
  void anEligibleNode() throws InterruptedException {
    clients.restore(node.id(), OURS);
  }

  private static void register(String id, String type, String runFor) {
    String body =
        ClusterRig.job(id, type, runFor, 1)
            .replace("\"ID\"", "\"Datacenters\":[\"*\"],\"Name\":\"" + id + "\",\"ID\"")
            .replace(
                "\"MemoryMB\":16}",
                "\"MemoryMB\":16},\"LogConfig\":"
                    + "{\"MaxFiles\":1,\"MaxFileSizeMB\":1,\"Disabled\":true}");
    client.jobs().register(RawJson.of(body.substring("{\"Job\":".length(), body.length() - 1)));
  }

  private static List<AllocationStub> running(String id) {
    return client.jobs().allocations(JobKey.inDefault(id)).value().stream()
        .filter(alloc -> alloc.clientStatus().equals("running"))
        .toList();
  }

  private static NodeFacts facts() throws InterruptedException {
    return clients.of(new InstanceId(node.name())).getFirst();
  }

  private static boolean isComplete() {
    return client
        .nodes()
        .read(node.id())
        .value()
        .orElseThrow()
        .lastDrain()
        .filter(last -> last.status().equals("complete"))
        .isPresent();
  }

  @Test
  void cutWorkIsToldAndRunsAgain() throws Exception {
    register("cut", "batch", "10m");
    ClusterRig.until("it runs", () -> running("cut").size() == 1);
    assertThat(facts().allocs().orElseThrow().longestKillTimeout())
        .isEqualTo(Duration.ofSeconds(20));
    clients.drain(node.id(), Duration.ofSeconds(-1), true, OURS);
    ClusterRig.until("drained", () -> isComplete() && running("cut").isEmpty());
    List<CutWork> cut = clients.cut(node.id());
    assertThat(cut).extracting(CutWork::job).containsExactly("cut");
    clients.restore(node.id(), OURS);
    Rerun rerun = new Rerun(client);
    assertThat(rerun.again(cut.getFirst())).isEqualTo(new RerunAnswer.Started("cut"));
    ClusterRig.until("it runs again", () -> running("cut").size() == 1);
    assertThat(rerun.again(cut.getFirst())).isInstanceOf(RerunAnswer.Needless.class);
    client.jobs().purge(JobKey.inDefault("cut"), java.util.OptionalInt.empty());
    ClusterRig.until("gone", () -> running("cut").isEmpty());
  }

  @Test
  void aDrainThatASysbatchAllocationHeldUpEndsByItsNudge() throws Exception {
    register("each", "sysbatch", "2s");
    ClusterRig.until("it runs", () -> running("each").size() == 1);
    clients.drain(node.id(), Duration.ZERO, true, OURS);
    ClusterRig.until("it is over", () -> running("each").isEmpty());
    ClusterRig.until("stalled", () -> stalled().isPresent());
    clients.drain(node.id(), stalled().orElseThrow().nudge(), true, OURS);
    ClusterRig.until("drained", RealNomadTest::isComplete);
    client.jobs().purge(JobKey.inDefault("each"), java.util.OptionalInt.empty());
  }

  private static java.util.Optional<Stalled> stalled() {
    try {
      return Stalled.of(facts(), InstantSource.system().instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNodeThatWeMarkIsToldOfAndDrainedWithoutARead() throws Exception {
    InstanceId instance = new InstanceId(node.name());
    try (Following _ = new Following(clients, NodeListener.NONE)) {
      ClusterRig.until("indexed", clients::isIndexed);
      clients.markIneligible(node.id());
      ClusterRig.until("told", () -> clients.heardSinceMarked(instance).isPresent());
      NodeFacts told = clients.heardSinceMarked(instance).orElseThrow().getFirst();
      assertThat(told.eligible()).isFalse();
      assertThat(told.drain()).isEmpty();
      clients.drain(node.id(), Duration.ofMinutes(10), true, OURS);
      ClusterRig.until("drained", RealNomadTest::isComplete);
    }
  }

  @Test
  void aServerWithoutAclsAllowsEverything() throws Exception {
    assertThat(new TokenCheck(client).ask()).isEqualTo(new TokenAnswer.Enough());
  }
}
