package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.file.RecordedTrace;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.simulator.state.NodeSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cluster is asked to run becomes a trace.
class RecordTest {
  private final PoolRig rig = new PoolRig();
  private final FakeSignals signals = new FakeSignals();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whatRanIsReadBackWithItsShapesAndDurations() throws Exception {
    var _ = rig.nomad.state().addNode(NodeSpec.of("n", 4_000, 8_192));
    Path file = folder.resolve("trace.ndjson");
    CompletableFuture<ExitCode> recording =
        CompletableFuture.supplyAsync(() ->
            rig.program(
                signals, List.of("record", "-address", "" + rig.nomad.address(), file.toString())));
    rig.await("the file", () -> Files.exists(file) && rig.nomad.state().jobs() == 0);
    rig.nomad.state().register(PoolRig.batch("work", 3, "1s"));
    rig.await("the end", () -> rig.nomad.state().jobs("dead") == 1);
    rig.await("its lines", () -> text(file).contains("ended"));
    assertThat(PoolRig.stop(signals, recording)).as(rig.said()).isEqualTo(ExitCode.DONE);

    Trace trace = RecordedTrace.read(file);

    assertThat(rig.shown()).contains("3 allocations queued, 3 started, 3 ended");
    assertThat(trace.allocations()).isEqualTo(3);
    assertThat(trace.classes())
        .singleElement()
        .satisfies(kind -> {
          assertThat(kind.job()).isEqualTo("default/work");
          assertThat(kind.ask().cpu()).isEqualTo(1_000);
        });
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return "";
    }
  }
}
