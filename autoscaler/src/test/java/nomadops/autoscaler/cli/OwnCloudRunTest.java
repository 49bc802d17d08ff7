package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Machines of other clouds, from a queue and back: behind a webhook, and behind a program.
@Timeout(180)
class OwnCloudRunTest {
  private final PoolRig rig = new PoolRig();
  private final OwnCloud cloud = new OwnCloud(rig.nomad);
  private final FakeSignals signals = new FakeSignals();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    cloud.close();
    rig.close();
  }

  private static String pools(String group) {
    return "[{name: batch, max: 9, groups: [%s], template: {cpu: 4000, memory: 8192}, %s}]"
        .formatted(group, PoolRig.BRISK);
  }

  private void thereAndBack(String group, Runnable meanwhile) throws Exception {
    CompletableFuture<ExitCode> run = rig.run(signals, pools(group));
    rig.nomad.state().register(PoolRig.batch("work", 6, "2s"));
    BooleanSupplier grown = () -> cloud.desired() == 2;
    rig.await("machines", () -> after(meanwhile, grown));
    rig.await("the end of the work", () -> after(meanwhile, () -> done()));
    rig.await("an empty pool", () -> after(meanwhile, () -> cloud.desired() == 0));
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);

    assertThat(cloud.told).filteredOn(text -> text.contains("\"resize\"")).hasSize(1);
    assertThat(cloud.told).filteredOn(text -> text.contains("\"end\"")).hasSize(2);
    assertThat(cloud.told.getFirst()).contains("\"claim\"").contains("nomad-ops/autoscaler");
  }

  private boolean done() {
    return rig.nomad.state().jobs("dead") == 1;
  }

  private static boolean after(Runnable meanwhile, BooleanSupplier condition) {
    meanwhile.run();
    return condition.getAsBoolean();
  }

  @Test
  void aWebhookIsToldAndAsked() throws Exception {
    thereAndBack("{webhook: \"" + cloud.address() + "\", name: own}", () -> {});
  }

  @Test
  void aProgramIsToldAndAsked() throws Exception {
    Path script = folder.resolve("scale.sh");
    Files.writeString(
        script,
        """
        cd "$1" || exit 1
        case "$2" in
        read) exec cat facts ;;
        *) cat > "told.$$" && mv "told.$$" "$(date +%s%N).told" ;;
        esac
        """);
    cloud.live(folder);
    thereAndBack(
        "{exec: [/bin/sh, " + script + ", " + folder + "], name: own}", () -> cloud.live(folder));
  }
}
