package nomadops.health.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadOnlyTest {
  private static final String MOUNTS = "/proc/self/mounts";
  private Tree tree;

  @BeforeEach
  void plant(@TempDir Path folder) throws IOException {
    tree = new Tree(folder.resolve("root"));
    tree.folder("/opt/nomad/data").folder("/opt/nomad2").folder("/mnt/my disk");
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/nomad/data, FAIL, '/opt/nomad/data is on /opt/nomad (xfs), which cannot be written to: ro'",
    "/opt/nomad2, OK, '/opt/nomad2 is on / (ext4), which can be written to'",
    "/mnt/my disk, FAIL, '/mnt/my disk is on /mnt/my disk (ext4), which cannot be written to: emergency_ro'",
    "/opt/gone, UNKNOWN, 'ROOT/opt/gone is not there'",
  })
  void theLongestMountPointAboveAPathDecides(String path, Health health, String reason)
      throws IOException {
    tree.with(
        MOUNTS,
        """
        /dev/vda / ext4 rw,relatime,errors=remount-ro 0 0
        /dev/vdb /opt/nomad xfs ro,noatime 0 0
        /dev/vdc /mnt/my\\040disk ext4 rw,emergency_ro 0 0
        """);

    assertFinding(look(path), health, reason.replace("ROOT", tree.root().toString()));
  }

  @Test
  void mountPointsAreReadByteForByte() {
    String bytes =
        new String("/mnt/dä".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    List<Mount> mounts = Mount.read("a / ext4 rw 0 0\nb " + bytes + "\\134040\\012x ext4 ro 0 0\n");

    assertThat(mounts.getLast().point()).isEqualTo("/mnt/dä\\040\nx");
    assertThat(Mount.of("/mnt/dä\\040\nx/y", mounts)).contains(mounts.getLast());
    assertThat(Mount.of("/mnt/dä\\040\nxy", mounts)).contains(mounts.getFirst());
  }

  @Test
  void ofTwoMountsAtOnePointTheLaterHidesTheFormer() throws IOException {
    tree.with(MOUNTS, "a /opt ext4 ro 0 0\nb /opt tmpfs rw 0 0\n/dev/vda / ext4 ro 0 0\n");

    assertFinding(
        look("/opt/nomad2"), Health.OK, "/opt/nomad2 is on /opt (tmpfs), which can be written to");
  }

  @Test
  void aLinkIsFollowedToTheMountThatItIsOn() throws IOException {
    tree.with(MOUNTS, "a / ext4 rw 0 0\nb /opt/nomad ext4 ro 0 0\n");
    Files.createSymbolicLink(tree.at("/data"), Path.of("opt/nomad/data"));
    Files.createSymbolicLink(tree.at("/out"), tree.root().getParent());

    assertThat(look("/data").health()).isEqualTo(Health.FAIL);
    assertFinding(look("/out"), Health.UNKNOWN, tree.at("/out") + " leads out of " + tree.root());
  }

  @Test
  void mountsThatDoNotTellAreDoubt() throws IOException {
    assertFinding(look("/opt"), Health.UNKNOWN, tree.at(MOUNTS) + " is not there");

    tree.with(MOUNTS, "/dev/vda / ext4\n");
    assertFinding(
        look("/opt"),
        Health.UNKNOWN,
        tree.at(MOUNTS) + " has a line with fewer than 4 fields: \"/dev/vda / ext4\"");

    tree.with(MOUNTS, "/dev/vda /mnt ext4 rw 0 0\n");
    assertFinding(look("/opt"), Health.UNKNOWN, tree.at(MOUNTS) + " has no mount that /opt is on");
  }

  private Finding look(String path) {
    return new ReadOnly(tree.machine(), List.of(Path.of(path))).look(Duration.ofSeconds(5));
  }

  private static void assertFinding(Finding finding, Health health, String reason) {
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.health()).isEqualTo(health);
  }
}
