package nomadops.gc.bankrupt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import nomadops.client.EvaluationsDeleted;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.connection.NomadAddress;
import nomadops.client.model.JobKey;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvalSweepTest {
  private final NomadSimulator nomad = NomadSimulator.start();
  private final NomadClient client =
      NomadClient.connect(Connection.to(NomadAddress.parse(nomad.address().toString())).build());
  private final Crew crew = new Crew(4);
  private final EvalSweep sweep = new EvalSweep(client, "*", crew, new Tally());

  @BeforeEach
  void pause() {
    nomad.state().seedDeadJobs(20);
    assertThat(
            client
                .operator()
                .setSchedulerConfiguration(
                    client.operator().schedulerConfiguration().value().withPauseEvalBroker(true)))
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

  @Test
  void anotherPriorityAndAJobThatIsStillThereAreLeftAlone() throws Exception {
    purge(0, 50);
    var _ = client.jobs().stop(new JobKey("default", "dead-0000001"), OptionalInt.of(1));
    purge(2, 1);
    assertThat(sweep.round()).isEqualTo(new BankruptFact.EvaluationsDeleted(1, 0));
    assertThat(nomad.state().evaluations("pending")).isEqualTo(2);
  }

  @Test
  void aBrokerThatRunsIsTold() {
    assertThat(
            client
                .operator()
                .setSchedulerConfiguration(
                    client.operator().schedulerConfiguration().value().withPauseEvalBroker(false)))
        .isTrue();
    assertThat(client.evaluations().deleteById(List.of("00000000-0000-0000-0000-000000000000")))
        .isInstanceOf(EvaluationsDeleted.BrokerRunning.class);
  }
}
