package nomadops.health.quarantine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;

/// What `/status` says of one turn. Lists are bounded; their counts are not.
public final class QuarantineDocument {
  private static final int MOST = 200;

  private QuarantineDocument() {}

  public static Map<String, Object> of(Turn turn) {
    ClusterFacts facts = turn.reading().facts();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", turn.at().toString());
    all.put("dry_run", facts.dryRun());
    all.put("leader_since", facts.leaderSince().map(Instant::toString).orElse("none"));
    all.put("fresh", facts.fresh());
    turn.reading().trouble().ifPresent(why -> all.put("trouble", why));
    facts.frozenUntil().ifPresent(until -> all.put("paused_until", until(until)));
    all.put("clients", facts.nodes().size());
    List<Object> quarantined = new ArrayList<>();
    facts.nodes().forEach(node -> quarantined(node, quarantined));
    all.put("quarantined", quarantined.stream().limit(MOST).toList());
    all.put("quarantined_count", quarantined.size());
    all.put("common_causes", turn.causes().map(Decision.CommonCause::reason).limit(MOST).toList());
    all.put("held", turn.holds().limit(MOST).map(QuarantineDocument::held).toList());
    all.put("held_count", turn.holds().count());
    return all;
  }

  private static String until(Instant until) {
    return until.equals(Instant.MAX) ? "resumed" : until.toString();
  }

  private static void quarantined(NodeFacts node, List<Object> all) {
    node.ownership()
        .ifPresent(record -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("node", node.id());
          one.put("name", node.name());
          one.put("by", record.by());
          one.put("since", record.since().toString());
          one.put("expires", record.expires().toString());
          one.put("reason", record.reason());
          all.add(one);
        });
  }

  private static Map<String, Object> held(Decision.Hold hold) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("node", hold.node());
    one.put("name", hold.name());
    one.put("guard", hold.guard().word());
    one.put("reason", hold.reason());
    return one;
  }
}
