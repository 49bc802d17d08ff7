package nomadops.gc.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.gc.Collector;
import nomadops.gc.nodes.NodeCounts;
import nomadops.runtime.leader.Leadership;

/// What `/status` shows: the last decisions and why.
final class StatusDocument {
  private StatusDocument() {}

  static Map<String, ?> of(Collector gc, Optional<NodeCounts> nodes, Leadership leadership) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("leadership", leadership.standing());
    all.putAll(gc.status());
    nodes.ifPresent(counts -> all.put("down_nodes", counts.status()));
    return all;
  }
}
