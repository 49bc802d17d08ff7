package nomadops.snapshot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotNameTest {
  private static final Instant AT = Instant.parse("2026-11-27T13:00:12.7Z");

  @Test
  void aNameCarriesTimeIndexClusterAndDigest() {
    SnapshotName name = SnapshotName.of("prod-eu", AT, 48_211, "0f3a9c12bd45".repeat(6));
    assertThat(name.file()).isEqualTo("nomad-prod-eu-20261127T130012Z-48211-0f3a9c12bd45.snap");
    assertThat(SnapshotName.parse(name.file())).contains(name);
    assertThat(name.isOf("0f3a9c12bd45" + "0".repeat(52))).isTrue();
    assertThat(name.isOf("1f3a9c12bd45" + "0".repeat(52))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backup.snap",
        "nomad-global-20261127T130012Z-48211.snap",
        "nomad-global-20261127T130012Z-48211-0f3a9c12bd45.snap.part",
        ".nomad-global-20261127T130012Z-48211-0f3a9c12bd45.snap",
        "nomad-global-20261327T130012Z-48211-0f3a9c12bd45.snap",
        "nomad-global-20261127T130012Z-048211-0f3a9c12bd45.snap",
        "nomad-global-20261127T130012Z-99999999999999999999-0f3a9c12bd45.snap",
        "nomad-Global-20261127T130012Z-48211-0f3a9c12bd45.snap",
        "nomad--20261127T130012Z-48211-0f3a9c12bd45.snap",
        "nomad-global-20261127T130012Z-48211-0F3A9C12BD45.snap",
        "nomad-a/b-20261127T130012Z-48211-0f3a9c12bd45.snap",
      })
  void anythingElseIsNotOurs(String file) {
    assertThat(SnapshotName.parse(file)).isEmpty();
  }

  @Test
  void everyNameIsReadAsItWasWritten() {
    Random random = new Random(20261127);
    for (int i = 0; i < 500; i++) {
      String cluster = "c" + Integer.toString(random.nextInt(1_000_000), 36) + "-2026.x_1";
      SnapshotName name =
          SnapshotName.of(
              cluster,
              Instant.ofEpochSecond(random.nextLong(0, 253_402_300_800L)),
              random.nextLong(Long.MAX_VALUE),
              "%064x".formatted(random.nextLong(Long.MAX_VALUE)));
      assertThat(SnapshotName.parse(name.file())).as("%s", name).contains(name);
    }
  }

  @Test
  void aClusterThatCannotStandInANameIsRefused() {
    assertThat(SnapshotName.fits("a b")).isFalse();
    assertThat(SnapshotName.fits("../x")).isFalse();
    assertThatThrownBy(() -> new SnapshotName("A", AT, 1, "0f3a9c12bd45"))
        .hasMessageContaining("no snapshot's name");
  }
}
