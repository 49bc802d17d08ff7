package nomadops.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.JobKey;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.drain.Following;
import nomadops.drainer.drain.InstanceNaming;
import nomadops.drainer.drain.NomadClients;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.BatchPolicy;
import nomadops.drainer.plan.BatchRules;
import nomadops.drainer.plan.BatchTerms;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process is killed in the middle of a drain, and nobody tells the next one of it: the sender of
 * a webhook is free once Nomad remembers.
 */
class AdoptionTest {
  private static final InstanceId INSTANCE = new InstanceId("i-0194708ef7e24dcc7");
  private static final InstantSource WALL = InstantSource.system();

  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withNodes(0));
  private final NomadClient client =
      NomadClient.connect(Connection.to(nomad.address().toString()).build());
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    client.close();
    nomad.close();
  }

  private final class Ear implements Watcher {
    private final String life;

    Ear(String life) {
      this.life = life;
    }

    @Override
    public void performed(Doomed doomed, DrainDecision decision) {
      heard.add(life + ": " + DrainDecision.word(decision));
    }

    @Override
    public void cut(Doomed doomed, List<CutWork> cut) {
      cut.forEach(one -> heard.add(life + ": cut " + one.job()));
    }

    @Override
    public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
      heard.add(life + ": " + how.ending());
    }
  }

  /** One process, and its end as a kill makes it. */
  private final class Life implements AutoCloseable {
    final Drainer drainer;
    private final Following follows;

    Life(String name) {
      Terms terms =
          new Terms(
              _ -> new Response.Drain(),
              Duration.ofHours(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              true,
              new BatchRules(List.of(), new BatchTerms(BatchPolicy.WAIT, true)),
              false);
      NomadClients clients =
          new NomadClients(client, InstanceNaming.aws(), WALL, Ticker.system(), Pause.system());
      TinyDesk desk =
          new TinyDesk(
              new TinyDesk.Aws(), new TinyCluster(new java.util.Random(1), 0, WALL.instant()));
      drainer = new Drainer(new DrainPlan(terms), clients, desk, new Ear(name), true, WALL);
      follows = new Following(clients, drainer);
    }

    @Override
    public void close() {
      drainer.close();
      follows.close();
    }
  }

  private void await(BooleanSupplier done) throws InterruptedException {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!done.getAsBoolean()) {
      assertThat(ticker.nanos() - start)
          .as("heard %s", heard)
          .isLessThan(Duration.ofMinutes(1).toNanos());
      Pause.system().sleep(Duration.ofMillis(10));
    }
  }

  private void aNodeWithWorkAndASpareOne() throws InterruptedException {
    String _ =
        nomad
            .state()
            .addNode("going", Map.of(InstanceNaming.AWS_ATTRIBUTE, INSTANCE.value()), Map.of());
    nomad
        .state()
        .register(
            """
            {"Job":{"ID":"build","Type":"batch","TaskGroups":[{"Name":"g","Count":1,"Tasks":[{"Name":"t",\
            "Driver":"mock_driver","KillTimeout":1000000000,"Config":{"run_for":"10m"},\
            "Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
            """);
    await(() -> nomad.state().jobs("running") == 1);
    nomad.state().addNode("staying", Map.of(), Map.of());
  }

  @Test
  void itsDrainIsFollowedToTheEndAndWhatWasCutIsToldOnceAndRunsAgain() throws Exception {
    aNodeWithWorkAndASpareOne();
    Notice notice =
        new Notice.Requested(
            INSTANCE, WALL.instant(), "r1", Optional.of(WALL.instant().plusSeconds(8)), "a test");
    try (Life first = new Life("first")) {
      first.drainer.take(List.of(new Bulletin(List.of(notice), () -> {})));
      await(() -> heard.contains("first: drain"));
    }
    try (Life second = new Life("second")) {
      await(() -> heard.contains("second: CUT"));
      second.drainer.take(List.of(new Bulletin(List.of(notice), () -> heard.add("done"))));
      await(() -> heard.contains("done"));
    }
    assertThat(heard)
        .doesNotContain("second: drain", "first: cut build")
        .contains("second: run again")
        .containsOnlyOnce("second: cut build");
    await(() ->
        client.jobs().allocations(JobKey.inDefault("build")).value().stream()
            .anyMatch(alloc -> alloc.clientStatus().equals("running")));
    assertThat(client.jobs().allocations(JobKey.inDefault("build")).value()).hasSize(2);
  }
}
