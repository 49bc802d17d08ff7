package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.workload.DeadJobs;
import org.junit.jupiter.api.Test;

/// The incident without a stopwatch: how much work stands before a user's evaluation.
final class IncidentTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aNaiveFloodPilesUpHundredsOfEvaluationsAtTheUsersPriority() throws Exception {
    VirtualClock clock = SimClock.virtual();
    try (NomadSimulator nomad = start(clock)) {
      nomad.state().seedDeadJobs(400);
      List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        flood.add(delete(nomad.address(), i, ""));
      }
      until(clock, flood);
      assertThat(flood).allMatch(f -> f.join().statusCode() == 200);
      assertThat(nomad.state().readyAhead(50)).isGreaterThan(200);
    }
  }

  @Test
  void aWindowOfOneAtPriorityOneLeavesNothingBeforeTheUsers() throws Exception {
    VirtualClock clock = SimClock.virtual();
    try (NomadSimulator nomad = start(clock)) {
      nomad.state().seedDeadJobs(50);
      for (int i = 0; i < 50; i++) {
        until(clock, List.of(delete(nomad.address(), i, "&eval_priority=1")));
        assertThat(nomad.state().readyAhead(50)).isZero();
        assertThat(nomad.state().broker().ready() + nomad.state().broker().unacked())
            .isLessThanOrEqualTo(1);
        clock.advance(Duration.ofMillis(10));
      }
      assertThat(nomad.state().evaluations("pending")).isZero();
      assertThat(nomad.state().journal().purges()).hasSize(50);
      assertThat(nomad.state().journal().deletesPerVersion().values()).containsOnly(1);
    }
  }

  private static NomadSimulator start(VirtualClock clock) {
    return NomadSimulator.start(
        SimulatorOptions.defaults().withClock(clock).withCost(CostModel.calibrated()));
  }

  private CompletableFuture<HttpResponse<String>> delete(URI address, int number, String more) {
    URI uri = address.resolve("/v1/job/" + DeadJobs.id("dead-", number) + "?purge=true" + more);
    return http.sendAsync(
        HttpRequest.newBuilder(uri).DELETE().build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Lets time pass in small steps until everything is answered.
  private static void until(
      VirtualClock clock, List<CompletableFuture<HttpResponse<String>>> answers)
      throws InterruptedException {
    long bound = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!answers.stream().allMatch(CompletableFuture::isDone) && System.nanoTime() < bound) {
      clock.advance(Duration.ofNanos(100_000));
      LockSupport.parkNanos(200_000); // requests need real time to arrive
    }
  }
}
