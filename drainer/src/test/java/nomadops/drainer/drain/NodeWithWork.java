package nomadops.drainer.drain;

import java.time.Duration;
import java.util.Map;
import nomadops.client.model.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A node of a simulated cluster with work on it, to be drained.
abstract class NodeWithWork {
  static final String NONE = "00000000-0000-4000-8000-000000000000";
  static final Map<String, String> OURS = Map.of("nomad-ops.notice", "spot/i-1/1");
  static final Map<String, String> THEIRS = Map.of("message", "maintenance");
  static final Duration HOUR = Duration.ofHours(1);

  final ClusterRig rig = new ClusterRig();
  String node = "";

  @BeforeEach
  void aNodeWithWork() {
    node = rig.node(1);
    rig.runs("work", "batch", "10h");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  void drain(Duration deadline) throws InterruptedException {
    rig.clients.drain(node, deadline, true, OURS);
  }

  Node read() {
    return rig.read(node);
  }

  java.time.Instant end() {
    return read().drainStrategy().orElseThrow().forceDeadline().orElseThrow();
  }
}
