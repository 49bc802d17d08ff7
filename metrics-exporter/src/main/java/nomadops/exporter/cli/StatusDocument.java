package nomadops.exporter.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.exporter.view.ClusterView;
import nomadops.exporter.view.Freshness;
import nomadops.exporter.view.Kind;
import nomadops.exporter.view.WatchCounts;
import nomadops.runtime.leader.Leadership;

/// What `/status` says of the view.
record StatusDocument(
    ClusterView view, Freshness freshness, WatchCounts counts, Leadership leadership) {
  Map<String, ?> tree() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("tells_the_cluster", leadership.fence().mayAct());
    all.put("leadership", leadership.standing().reason());
    all.put("seen_whole", view.ready());
    all.put("mode", freshness.connected() ? "stream" : "poll");
    all.put("age_seconds", view.age().toSeconds());
    all.put("trouble", freshness.trouble());
    all.put("last_index", view.streamIndex());
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      Map<String, Object> of = new LinkedHashMap<>();
      of.put("known", view.size(kind));
      of.put("drift", view.drift(kind));
      of.put("swept", counts.swept(kind));
      of.put("listed_in_ms", counts.sweep(kind).toMillis());
      kinds.put(kind.word(), of);
    }
    all.put("objects", kinds);
    return all;
  }
}
