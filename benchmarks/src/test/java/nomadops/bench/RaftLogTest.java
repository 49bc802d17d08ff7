package nomadops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RaftLogTest {
  @Test
  void aServerFromTwoOnHasAWriteAheadLog() throws IOException {
    assertThat(RaftLog.of("Nomad v2.0.5\nBuildDate 2026-08-12T00:00:00Z\n")).isEqualTo(RaftLog.WAL);
    assertThat(RaftLog.of("Nomad v10.1.0-dev")).isEqualTo(RaftLog.WAL);
  }

  @Test
  void anOlderOneRefusesToBeToldOfIt() throws IOException {
    assertThat(RaftLog.of("Nomad v1.11.3\n")).isEqualTo(RaftLog.BOLTDB);
  }

  @Test
  void whatIsNoNomadIsSaidSo() {
    assertThatThrownBy(() -> RaftLog.of("Consul 1.20\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Consul 1.20");
  }
}
