package nomadops.health.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

class KernelTableTest {
  private static final String COUNT = "/proc/sys/net/netfilter/nf_conntrack_count";
  private static final String MAX = "/proc/sys/net/netfilter/nf_conntrack_max";
  private static final String FILE_NR = "/proc/sys/fs/file-nr";
  private static final String LOADAVG = "/proc/loadavg";
  private static final String PID_MAX = "/proc/sys/kernel/pid_max";
  private static final String THREADS_MAX = "/proc/sys/kernel/threads-max";
  private Tree tree;

  @BeforeEach
  void plant(@TempDir Path root) {
    tree = new Tree(root);
  }

  @ParameterizedTest
  @CsvSource({
    "900, 1000, OK, '900 of 1000 tracked connections are in use, 90.0 %'",
    "901, 1000, FAIL, '901 of 1000 tracked connections are in use, 90.1 %, more than 90.0 %'",
    "5000, 0, OK, '5000 tracked connections, without a limit'",
  })
  void connectionsAreComparedWithTheirLimit(long count, long max, Health health, String reason)
      throws IOException {
    tree.with(COUNT, count + "\n").with(MAX, max + "\n");

    assertFinding(conntrack(), health, reason);
  }

  @Test
  void aMachineThatTracksNoConnectionsIsWell() {
    assertFinding(conntrack(), Health.OK, "no connection tracking");
  }

  @Test
  void aCountWithoutItsLimitIsDoubt() throws IOException {
    tree.with(COUNT, "1\n");

    assertFinding(conntrack(), Health.UNKNOWN, tree.at(MAX) + " is not there");
  }

  @Test
  void aFileThatCannotBeReadIsDoubt() throws IOException {
    tree.folder(COUNT);

    assertThat(conntrack().health()).isEqualTo(Health.UNKNOWN);
    assertThat(conntrack().reason()).startsWith(tree.at(COUNT) + " cannot be read: ");
  }

  @ParameterizedTest
  @CsvSource({
    "9000\t100\t10000, OK, '8900 of 10000 open files are in use, 89.0 %'",
    "9200\t0\t10000, FAIL, '9200 of 10000 open files are in use, 92.0 %, more than 90.0 %'",
    "414\t0\t9223372036854775807, OK, '414 of 9223372036854775807 open files are in use, 0.0 %'",
  })
  void openFilesAreThoseAllocatedAndNotFree(String nr, Health health, String reason)
      throws IOException {
    tree.with(FILE_NR, nr + "\n");

    assertFinding(descriptors(), health, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "414", "414 0", "a b c", "-1 0 100", "1 0 92233720368547758070"})
  void malformedCountsAreDoubt(String nr) throws IOException {
    tree.with(FILE_NR, nr);

    assertFinding(
        descriptors(), Health.UNKNOWN, tree.at(FILE_NR) + " is malformed: \"" + nr + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 1000, 200, OK, '100 of 200 threads are in use, 50.0 %'",
    "190, 200, 1000, FAIL, '190 of 200 threads are in use, 95.0 %, more than 90.0 %'",
  })
  void threadsAreComparedWithTheLowerLimit(
      int threads, int ids, int most, Health health, String reason) throws IOException {
    tree.with(LOADAVG, "0.16 0.50 0.85 1/" + threads + " 25248\n")
        .with(PID_MAX, ids + "\n")
        .with(THREADS_MAX, most + "\n");

    assertFinding(pids(), health, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.16 0.50 0.85", "0.16 0.50 0.85 83 1", "1/83 0.16 0.50 0.85"})
  void aMalformedLoadIsDoubt(String load) throws IOException {
    tree.with(LOADAVG, load).with(PID_MAX, "100").with(THREADS_MAX, "100");

    assertFinding(pids(), Health.UNKNOWN, tree.at(LOADAVG) + " is malformed: \"" + load + "\"");
  }

  @Test
  void sharesOutOfRangeAreRefused() {
    for (double share : List.of(0.0, -0.1, 1.1, Double.NaN)) {
      assertThatThrownBy(() -> new Ceiling(share)).hasMessageContaining("the share " + share);
    }
  }

  private Finding conntrack() {
    return look(KernelTable.conntrack(tree.machine(), Ceiling.usual()));
  }

  private Finding descriptors() {
    return look(KernelTable.fileDescriptors(tree.machine(), Ceiling.usual()));
  }

  private Finding pids() {
    return look(KernelTable.pids(tree.machine(), Ceiling.usual()));
  }

  private static Finding look(KernelTable table) {
    return table.look(Duration.ofSeconds(5));
  }

  private static void assertFinding(Finding finding, Health health, String reason) {
    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.health()).isEqualTo(health);
  }
}
