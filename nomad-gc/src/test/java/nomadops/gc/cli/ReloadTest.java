package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import nomadops.gc.Await;
import nomadops.runtime.Hangup;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real process, a real SIGHUP.
@Timeout(120)
class ReloadTest {
  @TempDir Path folder;

  @Test
  void aChangedFileIsFollowedAndABadOneIsNot() throws Exception {
    Hangup.assumeHeard();
    Path config = folder.resolve("gc.yaml");
    Files.writeString(config, "keep-for: 30d\npace: courteous\nlist-interval: 1s\n");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(100);
      nomad.state().seedDeadJobs(DeadJobSeed.of(7).idPrefix("young-").age(Duration.ofMinutes(10)));
      try (GcChild gc =
          GcChild.start(
              folder, "reload", nomad.address(), "-leader=none", "-config", config.toString())) {
        Await.until("all are kept", () -> kept(gc) == 107);
        assertThat(profile(gc)).isEqualTo("courteous");

        Files.writeString(config, "keep-for: 4h\npace: fast\nlist-interval: 9s\n");
        gc.hangUp();
        Await.until("the new policy is followed", () -> nomad.state().jobs("dead") == 7);
        Await.until("the new pace is followed", () -> profile(gc).equals("fast"));
        assertThat(gc.log())
            .contains("keep-for: 30d -> 4h", "pace: courteous -> fast")
            .containsPattern("needs a restart: \\[list-interval: 1s -> 9s\\]");

        assertStays(gc, config, "keep-fro: 1h\n", "did you mean \"keep-for\"?");
        assertStays(gc, config, "keep-for: [4h\n", "gc.yaml");
        assertStays(gc, config, "keep-for: 1s\n", "allow-short-keep");
        assertStays(
            gc, config, "meta-min-keep: 2d\nmeta-max-keep: 1d\n", "is above meta-max-keep 1d");
        assertThat(gc.log()).doesNotContain("\tat nomadops");

        String listed = listedAt(gc);
        Await.until("it has listed since", () -> !listedAt(gc).equals(listed));
        assertThat(kept(gc)).as("kept by the last good policy").isEqualTo(7);
        assertThat(profile(gc)).isEqualTo("fast");

        Files.writeString(config, "keep-for: 5m\npace: fast\nlist-interval: 9s\n");
        gc.hangUp();
        Await.until("a mended file is followed", () -> nomad.state().jobs("dead") == 0);
        assertThat(nomad.state().journal().purges()).hasSize(107);
        assertThat(gc.stop()).isZero();
      }
    }
  }

  /// The file is refused, in words that help.
  private static void assertStays(GcChild gc, Path config, String text, String words)
      throws Exception {
    int before = gc.log().length();
    Files.writeString(config, text);
    gc.hangUp();
    Await.until(
        "it answers the SIGHUP over " + text, () -> gc.log().substring(before).contains(words));
    assertThat(gc.log().substring(before)).contains("SIGHUP: the configuration stays");
  }

  private static int kept(GcChild gc) throws Exception {
    return gc.status().at("/list/verdicts").path("keep: within_keep_time").asInt(0);
  }

  private static String listedAt(GcChild gc) throws Exception {
    return gc.status().at("/list/at").asString();
  }

  private static String profile(GcChild gc) throws Exception {
    return gc.status().at("/pace/profile").asString();
  }
}
