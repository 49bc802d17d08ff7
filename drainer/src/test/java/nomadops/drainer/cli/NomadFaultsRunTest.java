package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nomadops.client.model.NomadJson;
import nomadops.runtime.ExitCode;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Row 22: Nomad refuses, errs or is away, over the wire. */
@Timeout(180)
class NomadFaultsRunTest {

  private static String put(RunRig rig, String path, Object body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(rig.nomad.address().resolve(path))
                  .header("X-Nomad-Token", SimulatorOptions.MANAGEMENT_TOKEN)
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(NomadJson.write(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static String token(RunRig rig, String rules) throws Exception {
    put(rig, "/v1/acl/policy/p", Map.of("Name", "p", "Rules", rules));
    String made =
        put(rig, "/v1/acl/token", Map.of("Name", "t", "Type", "client", "Policies", List.of("p")));
    return NomadJson.tree(made.getBytes(StandardCharsets.UTF_8)).path("SecretID").asString("");
  }

  @Test
  void aTokenThatCannotDrainIsRefusedAtTheStartWithTheLineThatIsMissing() throws Exception {
    try (RunRig rig = new RunRig(SimulatorOptions.defaults().withAcl(true))) {
      rig.sqs.send("terminations", RunRig.terminating());
      String token =
          token(rig, "namespace \"*\" { policy = \"read\" }\nnode { policy = \"read\" }");
      assertThat(rig.startOnTerminations("-token", token).join()).isEqualTo(ExitCode.FAILED);
      assertThat(ExitCode.FAILED.number()).isEqualTo(1);
      assertThat(rig.said())
          .contains("the token lacks node:write; give it: node { policy = \"write\" }");
      assertThat(rig.sqs.visible("terminations")).as("not received").isEqualTo(1);
    }
  }

  @Test
  void aTokenThatSeesNoAllocationsIsWarnedOfAndTheHookStillWaitsForTheWork() throws Exception {
    try (RunRig rig = new RunRig(SimulatorOptions.defaults().withAcl(true))) {
      rig.nodeWithWork("5s");
      rig.sqs.send("terminations", RunRig.terminating());
      CompletableFuture<ExitCode> run =
          rig.startOnTerminations("-token", token(rig, "node { policy = \"write\" }"));
      rig.await(() -> rig.aws.calls("CompleteLifecycleAction") == 1);
      assertThat(rig.nomad.state().jobs("dead")).as("its work had ended").isEqualTo(1);
      rig.await(() -> rig.sqs.size("terminations") == 0);
      assertThat(rig.said())
          .contains("WARN")
          .contains("the token lacks read-job")
          .contains("namespace \"*\" { capabilities = [\"read-job\"] }")
          .contains("a node counts as empty only when Nomad says that its drain is over");
      assertThat(rig.drains()).isEqualTo(1);
      rig.stopDone(run);
    }
  }

  @Test
  void row22ALeaderThatIsLostInTheMiddleIsWaitedFor() throws Exception {
    try (RunRig rig = new RunRig()) {
      String nodeId = rig.nodeWithWork("2s");
      CompletableFuture<ExitCode> run = rig.startOnTerminations();
      rig.await(() -> !rig.page("/status").isEmpty());
      rig.nomad.loseLeader();
      rig.sqs.send("terminations", RunRig.terminating());
      rig.await(() -> rig.metric("failures_total") >= 1);
      assertThat(rig.said()).contains("failed, and is tried again").contains("leader");
      assertThat(rig.sqs.size("terminations")).isEqualTo(1);
      assertThat(rig.aws.calls("CompleteLifecycleAction")).isZero();
      rig.nomad.regainLeader();
      rig.await(() -> rig.sqs.size("terminations") == 0);
      assertThat(rig.drains()).as("its work may have ended by itself").isLessThan(2);
      assertThat(rig.node(nodeId).schedulingEligibility()).isEqualTo("ineligible");
      assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
      rig.stopDone(run);
    }
  }

  /** Nomad answers PUT drain of a node that is not there with 500, not with 404. */
  @Test
  void row22ANodeThatIsPurgedBetweenReadAndWriteIsLetGo() throws Exception {
    try (RunRig rig = new RunRig()) {
      String nodeId = rig.nodeWithWork("600s");
      Faults.Handle purge =
          rig.nomad
              .faults()
              .inject(
                  Match.of("PUT", "/v1/node/" + nodeId + "/drain").times(1),
                  new Fault.Run(() -> purge(rig, nodeId)));
      rig.sqs.send("terminations", RunRig.terminating());
      CompletableFuture<ExitCode> run = rig.startOnTerminations("-unknown-for", "2s");
      rig.await(() -> rig.sqs.size("terminations") == 0);
      assertThat(purge.hits()).isEqualTo(1);
      assertThat(rig.said())
          .contains("node not found")
          .contains("Nomad knows no node of " + RunRig.INSTANCE);
      assertThat(rig.drains()).isZero();
      assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
      rig.await(() -> rig.metric("instances_ended_total{ending=\"nothing_there\"}") == 1);
      rig.stopDone(run);
    }
  }

  private static void purge(RunRig rig, String nodeId) {
    try {
      assertThat(put(rig, "/v1/node/" + nodeId + "/purge", Map.of())).contains("NodeModifyIndex");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void row22ANomadThatIsAwayDuringADrainIsWaitedForAndNothingIsDoneTwice() throws Exception {
    try (RunRig rig = new RunRig()) {
      rig.nodeWithWork("7s");
      rig.sqs.send("terminations", RunRig.terminating());
      CompletableFuture<ExitCode> run = rig.startOnTerminations("-visibility", "10s");
      rig.await(() -> rig.drains() == 1);
      rig.nomad.cutStreams();
      rig.nomad.faults().inject(Match.any(), new Fault.ResetBefore());
      // Longer than the work runs and than a message is hidden at a time.
      long end = System.nanoTime() + 15_000_000_000L;
      rig.await(() -> rig.metric("failures_total") >= 2 && System.nanoTime() > end);
      assertThat(rig.said()).contains("its node could not be looked at");
      assertThat(rig.aws.calls("CompleteLifecycleAction")).as("nothing is known").isZero();
      assertThat(rig.sqs.visible("terminations")).as("still in our hands").isZero();
      int beats = rig.aws.calls("RecordLifecycleActionHeartbeat");
      assertThat(beats).isPositive();
      rig.nomad.faults().clear();
      rig.await(() -> rig.sqs.size("terminations") == 0);
      assertThat(rig.drains()).isEqualTo(1);
      assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
      rig.stopDone(run);
    }
  }
}
