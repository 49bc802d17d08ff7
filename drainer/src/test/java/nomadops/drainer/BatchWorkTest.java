package nomadops.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.JobKey;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.drain.Following;
import nomadops.drainer.drain.InstanceNaming;
import nomadops.drainer.drain.NomadClients;
import nomadops.drainer.drain.ServerBuilds;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.BatchPolicy;
import nomadops.drainer.plan.BatchRules;
import nomadops.drainer.plan.BatchTerms;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of batch work on a node that goes, on a new Nomad and on an old one. */
class BatchWorkTest {
  private static final InstanceId INSTANCE = new InstanceId("i-0194708ef7e24dcc7");
  private static final BatchTerms WAIT = new BatchTerms(BatchPolicy.WAIT, false);

  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private final CompletableFuture<List<CutWork>> cut = new CompletableFuture<>();
  private NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withNodes(0));
  private NomadClient client = connect();
  private String going = "";
  private int memoryMb = 16;
  private int count = 1;

  private NomadClient connect() {
    return NomadClient.connect(
        Connection.to(nomad.address().toString()).build(),
        WireObserver.NONE,
        Ticker.system(),
        Pause.system(),
        RandomGenerator.getDefault());
  }

  @AfterEach
  void close() {
    client.close();
    nomad.close();
  }

  private void onNomad(String version) {
    close();
    nomad = NomadSimulator.start(SimulatorOptions.defaults().withNodes(0).withVersion(version));
    client = connect();
  }

  /** A job of one allocation on the node that goes; then a node that it could move to. */
  private void runs(String job, Map<String, String> meta) {
    going =
        nomad
            .state()
            .addNode("going", Map.of(InstanceNaming.AWS_ATTRIBUTE, INSTANCE.value()), Map.of());
    String written =
        meta.entrySet().stream()
            .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
            .collect(java.util.stream.Collectors.joining(","));
    nomad
        .state()
        .register(
            """
            {"Job":{"ID":"%s","Type":"batch","Meta":{%s},"TaskGroups":[{"Name":"g","Count":%d,"Tasks":[{"Name":"t",\
            "Driver":"mock_driver","KillTimeout":1000000000,"Config":{"run_for":"10m"},\
            "Resources":{"CPU":20,"MemoryMB":%d}}]}]}}\
            """
                .formatted(job, written, count, memoryMb));
    await(() -> nomad.state().jobs("running") == 1);
    nomad.state().addNode("staying", Map.of(), Map.of());
  }

  /** The instance goes in so many seconds; carried through to its end. */
  private Ending goes(BatchTerms terms, int seconds) throws Exception {
    Terms all =
        new Terms(
            _ -> new Response.Drain(),
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            true,
            new BatchRules(List.of(), terms),
            ServerBuilds.placeCutBatchAnew(client));
    InstantSource wall = InstantSource.system();
    NomadClients clients =
        new NomadClients(client, InstanceNaming.aws(), wall, Ticker.system(), Pause.system());
    TinyDesk desk =
        new TinyDesk(
            new TinyDesk.Aws(), new TinyCluster(new java.util.Random(1), 0, wall.instant()));
    try (Drainer drainer = new Drainer(new DrainPlan(all), clients, desk, new Ear(), true, wall);
        Following _ = new Following(clients, drainer)) {
      Notice notice =
          new Notice.Requested(
              INSTANCE,
              wall.instant(),
              "r1",
              Optional.of(wall.instant().plusSeconds(seconds)),
              "for a test");
      drainer.take(List.of(new Bulletin(List.of(notice), () -> {})));
      return ended.get(60, TimeUnit.SECONDS);
    }
  }

  private final class Ear implements Watcher {
    @Override
    public void cut(Doomed doomed, List<CutWork> work) {
      cut.complete(work);
    }

    @Override
    public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
      cut.complete(List.of());
      ended.complete(how.ending());
    }
  }

  private List<AllocationStub> allocs(String job) {
    return client.jobs().allocations(JobKey.inDefault(job)).value();
  }

  private boolean runsElsewhere(String job) {
    return allocs(job).stream()
        .anyMatch(alloc -> !alloc.isClientTerminal() && !alloc.nodeId().equals(going));
  }

  private boolean isStopped(String job) {
    return client.jobs().read(JobKey.inDefault(job)).value().orElseThrow().stop();
  }

  private static void await(java.util.function.BooleanSupplier done) {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!done.getAsBoolean()) {
      assertThat(ticker.nanos() - start).isLessThan(Duration.ofSeconds(60).toNanos());
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void workThatIsCutIsToldAndNotStartedAnew() throws Exception {
    runs("build", Map.of());
    assertThat(goes(WAIT, 5)).isEqualTo(Ending.CUT);
    assertThat(cut.join()).extracting(CutWork::job).containsExactly("build");
    assertThat(allocs("build")).hasSize(1);
    assertThat(isStopped("build")).isFalse();
  }

  @Test
  void workThatIsCutRunsAgainWhereThatIsWished() throws Exception {
    runs("build", Map.of("nomad-ops.drainer/rerun", "true"));
    assertThat(goes(WAIT, 5)).isEqualTo(Ending.CUT);
    assertThat(cut.join()).extracting(CutWork::job).containsExactly("build");
    await(() -> runsElsewhere("build"));
    assertThat(allocs("build")).hasSize(2);
  }

  @Test
  void workWhosePolicyIsReplaceMovesAtOnceAndIsNotCut() throws Exception {
    runs("build", Map.of("nomad-ops.drainer/batch", "replace"));
    assertThat(goes(WAIT, 300)).isEqualTo(Ending.DRAINED);
    assertThat(cut.join()).isEmpty();
    await(() -> runsElsewhere("build"));
    assertThat(isStopped("build")).isFalse();
  }

  @Test
  void workWhosePolicyIsStopEndsAtOnceForGood() throws Exception {
    runs("build", Map.of());
    assertThat(goes(new BatchTerms(BatchPolicy.STOP, false), 300)).isEqualTo(Ending.DRAINED);
    assertThat(cut.join()).isEmpty();
    assertThat(isStopped("build")).isTrue();
    assertThat(allocs("build")).hasSize(1);
  }

  @Test
  void aJobThatAlsoRunsElsewhereIsNotStoppedForOneNodesSake() throws Exception {
    memoryMb = 6_000;
    count = 2;
    runs("build", Map.of());
    await(() -> runsElsewhere("build"));
    assertThat(goes(new BatchTerms(BatchPolicy.STOP, false), 5)).isEqualTo(Ending.CUT);
    assertThat(isStopped("build")).isFalse();
    assertThat(runsElsewhere("build")).isTrue();
  }

  @Test
  void anOldNomadDoesNotStartItAnewAgainstTheOperatorsWill() throws Exception {
    onNomad("1.8.4");
    runs("build", Map.of());
    assertThat(goes(WAIT, 5)).isEqualTo(Ending.DRAINED);
    assertThat(isStopped("build")).isTrue();
    assertThat(allocs("build")).hasSize(1);
  }

  @Test
  void anOldNomadStartsItAnewWhereThatIsWished() throws Exception {
    onNomad("1.8.4");
    runs("build", Map.of());
    assertThat(goes(new BatchTerms(BatchPolicy.WAIT, true), 5)).isEqualTo(Ending.CUT);
    await(() -> runsElsewhere("build"));
    assertThat(allocs("build")).as("once").hasSize(2);
    assertThat(isStopped("build")).isFalse();
  }
}
