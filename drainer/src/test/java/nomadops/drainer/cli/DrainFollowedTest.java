package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.drainer.plan.Ownership;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a drain by hand is followed, and how it ends.
class DrainFollowedTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aNodeIsFollowedUntilItsWorkHasComeToItsOwnEnd(@TempDir Path folder) throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "10m");
    Path audit = folder.resolve("audit.ndjson");
    CompletableFuture<ExitCode> run =
        desk.starts("drain", "-node", node.substring(0, 8), "-audit-log", audit.toString());
    desk.until("draining", () -> desk.drains(node));
    assertThat(desk.deadlineSeconds(node))
        .as("an hour, less the kill timeout")
        .isBetween(3570L, 3580L);
    assertThat(desk.read(node).lastDrain().orElseThrow().meta())
        .containsEntry(Ownership.INSTANCE, Desk.instance(1));
    desk.clock.advance(Duration.ofMinutes(10));
    assertThat(Desk.end(run)).as(desk.err()).isEqualTo(ExitCode.DONE);
    assertThat(desk.out()).contains("(client-1) is empty after", "no batch work was cut off");
    assertThat(desk.err()).contains("client-1: 0 of 1 allocations left");
    assertThat(desk.drainPuts()).isEqualTo(1);
    assertThat(Files.readString(audit, StandardCharsets.UTF_8)).contains("\"drain\"", "\"close\"");
  }

  @Test
  void aBarIsDrawnForAPersonWhoWatches() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "10m");
    desk.terminal = new Terminal(true, false, 100);
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node, "-yes");
    desk.until("drawn", () -> desk.err().contains("draining client-1 0/1 (0%)"));
    desk.until("draining", () -> desk.drains(node));
    desk.clock.advance(Duration.ofMinutes(10));
    assertThat(Desk.end(run)).isEqualTo(ExitCode.DONE);
    assertThat(desk.err()).contains("draining client-1 1/1 (100%)").doesNotContain("\u001b[3");
  }

  @Test
  void aDrainThatSomebodyCancelsIsLeftAlone() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("draining", () -> desk.drains(node));
    desk.client.nodes().cancelDrain(node, true);
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("somebody cancelled the drain", "1 allocation left");
    assertThat(desk.read(node).schedulingEligibility()).isEqualTo("eligible");
    assertThat(desk.drainPuts()).isEqualTo(1);
  }

  @Test
  void soIsOneThatWasOnlyJoined() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.client.nodes().drain(node, Duration.ofMinutes(50), false, Map.of());
    AtomicInteger looks = new AtomicInteger();
    desk.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/node/" + node + "/allocations"),
            new Fault.Run(looks::incrementAndGet));
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("joined", () -> looks.get() >= 3);
    desk.client.nodes().cancelDrain(node, true);
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("somebody cancelled the drain");
    assertThat(desk.drainPuts()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWatchingAndNotTheDrain() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("draining", () -> desk.drains(node));
    desk.signals.send("INT");
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out())
        .contains(
            "goes on in Nomad",
            "nomad-ops drainer status -node " + node,
            "drainer cancel -node " + node);
    assertThat(desk.drains(node)).isTrue();
  }

  @Test
  void whatNomadRefusesIsNotAskedForForEver() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    desk.nomad
        .faults()
        .inject(
            Match.of("PUT", "/v1/node/" + node + "/drain"),
            new Fault.Status(403, "Permission denied", 0));
    assertThat(desk.types("drain", "-node", node)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("is not empty", "Nomad refuses");
    assertThat(desk.drainPuts()).isZero();
  }

  @Test
  void aNodeWhoseWorkDoesNotStopInTimeIsNoSuccess() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run =
        desk.starts("drain", "-node", node, "-deadline", "10m", "-json");
    desk.until("draining", () -> desk.drains(node));
    // An old look at a time that is over stands for a client that does not stop its tasks.
    desk.nomad.faults().inject(Match.of("GET", "/v1/node/" + node), new Fault.StaleRead());
    desk.nomad.state().pinStaleReads();
    desk.clock.advance(Duration.ofMinutes(11));
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.json().path("ending").asString()).isEqualTo("not_empty");
    assertThat(desk.json().path("left").asInt()).isEqualTo(1);
  }

  @Test
  void aNodeThatGoesDownMeanwhileIsNoSuccess() throws Exception {
    String node = desk.node(1);
    desk.runs("b", "batch", "2h");
    CompletableFuture<ExitCode> run = desk.starts("drain", "-node", node);
    desk.until("draining", () -> desk.drains(node));
    desk.nomad.state().nodeStatus(node, "down");
    assertThat(Desk.end(run)).isEqualTo(ExitCode.FAILED);
    assertThat(desk.out()).contains("is gone", "is down");
    assertThat(desk.types("drain", "-node", node)).isEqualTo(ExitCode.REFUSED);
    assertThat(desk.err()).contains("is down: there is nothing on it");
  }
}
