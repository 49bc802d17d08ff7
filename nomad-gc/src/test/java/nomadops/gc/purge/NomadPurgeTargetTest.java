package nomadops.gc.purge;

import static org.assertj.core.api.Assertions.assertThat;

import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.JobKey;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Test;

final class NomadPurgeTargetTest {
  /// What a namespace looks like that was made after the stream was opened.
  @Test
  void anEndThatTheStreamDoesNotTellIsAskedForAndFromThenOnAtOnce() throws Exception {
    try (NomadSimulator simulator = NomadSimulator.start();
        NomadClient nomad =
            NomadClient.connect(Connection.to(simulator.address().toString()).build())) {
      simulator.state().seedDeadJobs(2);
      FinishedEvals finished = new FinishedEvals();
      finished.following(true);
      NomadPurgeTarget target = new NomadPurgeTarget(nomad, finished);
      JobKey first = JobKey.inDefault("dead-0000000");
      assertThat(awaited(target, first)).isInstanceOf(PurgeFact.WatchEnded.class);
      assertThat(finished.hears("default")).isFalse();
      JobKey second = JobKey.inDefault("dead-0000001");
      assertThat(awaited(target, second)).isEqualTo(new PurgeFact.EvalSeen("complete"));
    }
  }

  private static PurgeFact awaited(NomadPurgeTarget target, JobKey key)
      throws InterruptedException {
    if (!(target.delete(key) instanceof PurgeFact.Receipt(String evalId, long index))) {
      throw new AssertionError(key + " was not deleted");
    }
    PurgeFact fact = target.awaitEval(key, evalId, index);
    while (fact.equals(new PurgeFact.EvalSeen("pending"))) {
      fact = target.awaitEval(key, evalId, index);
    }
    return fact;
  }
}
