package nomadops.health.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTest {
  private static final long GIB = 1L << 30;
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Path DATA = Path.of("/opt/nomad/data");
  private static final Path DOCKER = Path.of("/var/lib/docker");
  private final Machine machine = new Machine(Path.of("/host"));
  private final FakeVolumes volumes = new FakeVolumes();

  @ParameterizedTest
  @CsvSource({
    "5, 100, OK, '/opt/nomad/data has 5.0 % free, 5.0 GiB'",
    "4, 100, FAIL, '/opt/nomad/data has 4.0 % free, 4.0 GiB'",
    "1, 2, OK, '/opt/nomad/data has 50.0 % free, 1.0 GiB'",
    "0, 2, FAIL, '/opt/nomad/data has 0.0 % free, 0.0 GiB'",
  })
  void bothTheShareAndTheBytesHaveToBeLeft(long free, long total, Health health, String reason) {
    volumes.put("/host/opt/nomad/data", new Share(free * GIB, total * GIB));

    assertFinding(disk(DATA), health, reason);
  }

  @Test
  void aByteTooFewFailsWhateverItsShare() {
    volumes.put("/host/opt/nomad/data", new Share(GIB - 1, GIB));

    assertThat(disk(DATA).health()).isEqualTo(Health.FAIL);
  }

  @Test
  void theWorstPathDecidesAndIsTheOneThatIsTold() {
    volumes.put("/host/opt/nomad/data", new Share(50 * GIB, 100 * GIB));
    assertFinding(disk(DATA, DOCKER), Health.UNKNOWN, "/host/var/lib/docker is not there");

    volumes.put("/host/var/lib/docker", new Share(2 * GIB, 100 * GIB));
    assertFinding(
        disk(DATA, DOCKER, Path.of("/gone")),
        Health.FAIL,
        "/var/lib/docker has 2.0 % free, 2.0 GiB");
  }

  @Test
  void aFileSystemWithoutASizeIsDoubt() {
    volumes.put("/host/opt/nomad/data", new Share(0, 0));

    assertFinding(
        disk(DATA),
        Health.UNKNOWN,
        "/host/opt/nomad/data is on a file system that does not tell its size");
    assertFinding(disk(), Health.UNKNOWN, "there are no paths to look at");
  }

  @ParameterizedTest
  @CsvSource({
    "50, 1000, OK, '/opt/nomad/data has 5.0 % of its inodes free, 50'",
    "49, 1000, FAIL, '/opt/nomad/data has 4.9 % of its inodes free, 49'",
    "0, 0, OK, '/opt/nomad/data has no limit of inodes'",
  })
  void inodesRunOutToo(long free, long total, Health health, String reason) {
    volumes.put("/host/opt/nomad/data", new Share(free, total));

    assertFinding(inodes(DATA), health, reason);
  }

  @Test
  void inodesThatNobodyCountsAreDoubt() {
    assertFinding(inodes(DATA), Health.UNKNOWN, "/host/opt/nomad/data is not there");
  }

  @Test
  void floorsOutOfRangeAreRefused() {
    for (double share : List.of(-0.1, 1.0, Double.NaN)) {
      assertThatThrownBy(() -> new Floor(share, 0)).hasMessageContaining("free share " + share);
    }
    assertThatThrownBy(() -> new Floor(0, -1)).hasMessageContaining("the free amount -1");
  }

  private Finding disk(Path... paths) {
    return Disk.space(machine, List.of(paths), Floor.usualBytes(), volumes).look(WITHIN);
  }

  private Finding inodes(Path... paths) {
    return Disk.inodes(machine, List.of(paths), Floor.usualInodes(), volumes).look(WITHIN);
  }

  private static void assertFinding(Finding finding, Health health, String reason) {
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.health()).isEqualTo(health);
  }

  private static final class FakeVolumes implements Volumes {
    private final Map<Path, Share> shares = new HashMap<>();

    void put(String path, Share share) {
      shares.put(Path.of(path), share);
    }

    @Override
    public Share bytes(Path path) throws IOException {
      Share share = shares.get(path);
      if (share == null) {
        throw new NoSuchFileException(path.toString());
      }
      return share;
    }

    @Override
    public Optional<Share> inodes(Path path) throws IOException {
      return Optional.of(bytes(path)).filter(share -> share.total() > 0);
    }
  }
}
