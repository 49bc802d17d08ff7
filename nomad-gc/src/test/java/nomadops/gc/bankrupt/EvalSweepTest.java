package nomadops.gc.bankrupt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import nomadops.client.EvaluationsDeleted;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.connection.NomadAddress;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.gc.Await;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.NaivePurge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EvalSweepTest {
  private static final String SERVICE =
      """
      {"ID":"web","Type":"service","Datacenters":["*"],"TaskGroups":[{"Name":"g","Count":1,\
      "Tasks":[{"Name":"work","Driver":"mock_driver","Config":{"run_for":"1h"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}\
      """;

  private final NomadSimulator nomad = NomadSimulator.start();
  private final NomadClient client =
      NomadClient.connect(Connection.to(NomadAddress.parse(nomad.address().toString())).build());
  private final Crew crew = new Crew(4);
  private final EvalSweep sweep = new EvalSweep(client, "*", crew, new Tally());

  @BeforeEach
  void pause() throws Exception {
    var _ = client.jobs().register(RawJson.of(SERVICE));
    Await.until(
        "web runs",
        () ->
            client.jobs().allocations(new JobKey("default", "web")).value().stream()
                .anyMatch(allocation -> allocation.clientStatus().equals("running")));
    nomad.state().seedDeadJobs(20);
    pause(true);
  }

  private void pause(boolean paused) {
    assertThat(
            client
                .operator()
                .setSchedulerConfiguration(
                    client.operator().schedulerConfiguration().value().withPauseEvalBroker(paused)))
        .isTrue();
  }

  @AfterEach
  void stop() {
    crew.close();
    client.close();
    nomad.close();
  }

  private void purge(int number, int priority) {
    var _ =
        client
            .jobs()
            .purge(new JobKey("default", "dead-%07d".formatted(number)), OptionalInt.of(priority));
  }

  @Test
  void whatAKilledProcessMadeGoesSinceItsJobsAreGone() throws Exception {
    for (int i = 0; i < 12; i++) {
      purge(i, 1);
    }
    assertThat(sweep.round()).isEqualTo(new BankruptFact.EvaluationsDeleted(12, 0));
    assertThat(nomad.state().evaluations("pending")).isZero();
  }

  /// Few are asked for one by one, many by lists. The allocations of `web` go with it, as from 1.8
  /// on; for older servers see [UnneededTest].
  @ParameterizedTest
  @ValueSource(ints = {3, Unneeded.FEW + 1})
  void whatAScriptPurgedGoesAndWhatSomebodyStillNeedsStays(int flood) throws Exception {
    nomad.state().seedDeadJobs(DeadJobSeed.of(flood).idPrefix("flood-"));
    var _ = NaivePurge.run(nomad.address(), DeadJobs.ids("flood-", flood));
    var _ = client.jobs().stop(new JobKey("default", "dead-0000001"), OptionalInt.of(1));
    var _ = client.jobs().purge(new JobKey("default", "web"), OptionalInt.empty());
    assertThat(sweep.round()).isEqualTo(new BankruptFact.EvaluationsDeleted(flood + 1, 0));
    assertThat(pending()).containsExactly("dead-0000001");
  }

  @Test
  void aPurgedJobWhoseAllocationsEndedNeedsNothing() throws Exception {
    var _ = client.jobs().stop(new JobKey("default", "web"), OptionalInt.empty());
    pause(false);
    Await.until(
        "web ended",
        () ->
            client.jobs().allocations(new JobKey("default", "web")).value().stream()
                .allMatch(allocation -> allocation.isClientTerminal()));
    pause(true);
    var _ = client.jobs().purge(new JobKey("default", "web"), OptionalInt.empty());
    assertThat(sweep.round()).isEqualTo(new BankruptFact.EvaluationsDeleted(1, 0));
    assertThat(pending()).isEmpty();
  }

  private List<String> pending() {
    return client
        .evaluations()
        .page(Read.defaults().withFilter("Status == \"pending\"").withPerPage(5_000))
        .value()
        .stream()
        .map(Evaluation::jobId)
        .toList();
  }

  @Test
  void aBrokerThatRunsIsTold() {
    pause(false);
    assertThat(client.evaluations().deleteById(List.of("00000000-0000-0000-0000-000000000000")))
        .isInstanceOf(EvaluationsDeleted.BrokerRunning.class);
  }
}
