package nomadops.health.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.health.quarantine.policy.facts.Report;

/// The last report of each client. For many threads.
///
/// A report counts once: one that is as old as the last of its client, or older, is refused. Of a
/// client that is forgotten, and after a start, one that was recorded may count again, for no
/// longer than signatures hold.
public final class Inbox {
  /// Clients that are remembered, usually.
  public static final int MOST = 20_000;

  private final int most;

  /// The one that was heard of longest ago comes first.
  private final Map<String, Held> held = new LinkedHashMap<>();

  private record Held(Report report, Instant sent) {}

  public Inbox() {
    this(MOST);
  }

  /// @param most clients that are remembered; when there are more, the one that was heard of
  ///   longest ago is forgotten
  public Inbox(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("an inbox for " + most + " clients; give 1 or more");
    }
    this.most = most;
  }

  /// Takes it, unless it is not newer than what is known of that client.
  ///
  /// @param received by our clock
  synchronized boolean take(NodeReport report, Instant received) {
    Held before = held.get(report.node());
    if (before != null && !report.sent().isAfter(before.sent())) {
      return false;
    }
    held.remove(report.node());
    if (held.size() >= most) {
      Iterator<String> oldest = held.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    held.put(report.node(), new Held(new Report(report.verdicts(), received), report.sent()));
    return true;
  }

  /// The last report of each client, by Nomad's id of its node. A copy.
  public synchronized Map<String, Report> latest() {
    Map<String, Report> all = HashMap.newHashMap(held.size());
    held.forEach((node, one) -> all.put(node, one.report()));
    return Map.copyOf(all);
  }
}
