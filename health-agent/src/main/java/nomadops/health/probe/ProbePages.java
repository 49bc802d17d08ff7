package nomadops.health.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import nomadops.health.probe.policy.HandOver;
import nomadops.health.probe.policy.ServerSelf;
import nomadops.runtime.admin.Told;

/// What `/live`, `/ready`, `/prestop` and `/status` say.
public final class ProbePages {
  private static final int MOST_OUTCOMES = 20;

  private final Probe probe;
  private final ConcurrentLinkedDeque<Outcome> outcomes = new ConcurrentLinkedDeque<>();
  private volatile Optional<String> missing = Optional.empty();

  public ProbePages(Probe probe) {
    this.probe = probe;
  }

  /// Remembers the last ones for `/status`.
  public void handedOver(Outcome outcome) {
    outcomes.addFirst(outcome);
    while (outcomes.size() > MOST_OUTCOMES) {
      outcomes.pollLast();
    }
  }

  /// What the token lacks for a hand-over.
  public void missing(Optional<String> right) {
    missing = right;
  }

  /// What the token lacks, as far as known; empty for nothing.
  public Optional<String> missing() {
    return missing;
  }

  public Told live() {
    Seen seen = probe.seen();
    return verdict(
        "live", seen.live().lives(), ProbeMeters.word(seen.live().why()), seen.live().reason());
  }

  public Told ready() {
    Seen seen = probe.seen();
    return verdict(
        "ready",
        seen.ready().isReady(),
        ProbeMeters.word(seen.ready().why()),
        seen.ready().reason());
  }

  /// Marks the server as one that stops, and hands its lead over. It is answered 200 however that
  /// ends: a hook that fails keeps no pod from stopping.
  public Told prestop(LeaderHandOver handOver) throws InterruptedException {
    probe.stopping();
    return new Told(true, outcome(handOver.perform("prestop")));
  }

  private Told verdict(String probed, boolean well, String why, String reason) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(probed, well);
    body.put("why", why);
    body.put("reason", reason);
    body.put("looked_seconds_ago", probe.age().toSeconds());
    missing.ifPresent(right -> body.put("prestop", right));
    return new Told(well, body);
  }

  private static Map<String, ?> outcome(Outcome outcome) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("result", ProbeMeters.word(outcome.result()));
    body.put("handed_over", outcome.result() == HandOver.Result.HANDED_OVER);
    body.put("asked", outcome.asked());
    body.put("reason", outcome.reason());
    body.put("took_ms", outcome.took().toMillis());
    return body;
  }

  /// For `/status`.
  public Map<String, ?> tree() {
    Seen seen = probe.seen();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("live", live().document());
    all.put("ready", ready().document());
    all.put("latched", seen.latched());
    all.put("stopping", seen.stopping());
    all.put("server", server(seen));
    List<Object> ended = new ArrayList<>();
    outcomes.forEach(outcome -> ended.add(outcome(outcome)));
    all.put("hand_overs", ended);
    return all;
  }

  private static Map<String, ?> server(Seen seen) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("answering", ProbeMeters.word(seen.sight().answering()));
    body.put("life", seen.life().number());
    if (seen.sight().self().isPresent()) {
      ServerSelf self = seen.sight().self().get();
      body.put("name", self.name());
      body.put("id", self.id());
      body.put("leads", self.leads());
      body.put("leader", self.leader());
      body.put("applied_index", self.applied());
    }
    return body;
  }
}
