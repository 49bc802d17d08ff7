package nomadops.gc.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.gc.Collector;
import nomadops.runtime.leader.Leadership;

/// What `/status` shows: the last decisions and why.
final class StatusDocument {
  private StatusDocument() {}

  static Map<String, ?> of(Collector gc, Leadership leadership) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("leadership", leadership.standing());
    all.putAll(gc.status());
    return all;
  }
}
