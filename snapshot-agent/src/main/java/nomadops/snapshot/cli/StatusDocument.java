package nomadops.snapshot.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.runtime.leader.Leadership;
import nomadops.snapshot.RoundView;
import nomadops.snapshot.Rounds;
import nomadops.snapshot.Shelf;
import nomadops.snapshot.target.Stored;

/// What `/status` says.
record StatusDocument(Rounds rounds, Leadership leadership, String target) {
  Map<String, ?> tree() {
    RoundView view = rounds.view();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("leading", leadership.standing().leading());
    all.put("leadership", leadership.standing().reason());
    all.put("target", target);
    view.blind().ifPresent(why -> all.put("target_fault", why));
    view.due().ifPresent(due -> all.put("decision", due.reason()));
    view.shelf().ifPresent(shelf -> all.put("kept", kept(shelf)));
    view.last()
        .ifPresent(last -> {
          all.put("last_attempt", last.word());
          all.put("last_attempt_reason", last.reason());
        });
    view.lastAt().ifPresent(at -> all.put("last_attempt_at", at.toString()));
    all.put("failures_in_a_row", view.failures());
    return all;
  }

  private static Map<String, ?> kept(Shelf shelf) {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("snapshots", shelf.snapshots().size());
    kept.put("bytes", shelf.snapshots().stream().mapToLong(Stored::bytes).sum());
    shelf
        .newest()
        .ifPresent(one -> {
          kept.put("newest", one.name().file());
          kept.put("newest_bytes", one.bytes());
        });
    kept.put("looked_at", shelf.at().toString());
    return kept;
  }
}
