package nomadops.health.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;

/// The last report of each client. For many threads.
///
/// A report counts once: one that is as old as the last of its client, or older, is refused. Of a
/// client that is forgotten, and after a start, one that was recorded may count again, for no
/// longer than signatures hold.
public final class Inbox {
  /// Clients that are remembered, usually.
  public static final int MOST = 20_000;

  /// Reports are of some 2 KB each; one that names as many targets as it may is of 300 KB, and who
  /// has the secret could send such ones for as many nodes.
  private static final long MOST_BYTES = 128L << 20;

  private final int most;
  private final long mostBytes;

  /// The one that was heard of longest ago comes first.
  private final Map<String, Held> held = new LinkedHashMap<>();

  private long bytes;

  private record Held(Report report, Instant sent, long bytes) {}

  public Inbox() {
    this(MOST);
  }

  /// @param most clients that are remembered; when there are more, the one that was heard of
  ///   longest ago is forgotten
  public Inbox(int most) {
    this(most, MOST_BYTES);
  }

  /// @param mostBytes that reports may have, by a rough count; the same is done when there are more
  Inbox(int most, long mostBytes) {
    if (most < 1) {
      throw new IllegalArgumentException("an inbox for " + most + " clients; give 1 or more");
    }
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /// Takes it, unless it is not newer than what is known of that client.
  ///
  /// @param received by our clock
  synchronized boolean take(NodeReport report, Instant received) {
    Held before = held.get(report.node());
    if (before != null && !report.sent().isAfter(before.sent())) {
      return false;
    }
    if (before != null) {
      held.remove(report.node());
      bytes -= before.bytes();
    }
    Held now = new Held(new Report(report.verdicts(), received), report.sent(), weigh(report));
    held.put(report.node(), now);
    bytes += now.bytes();
    while (held.size() > most || (bytes > mostBytes && held.size() > 1)) {
      forgetOldest();
    }
    return true;
  }

  private void forgetOldest() {
    Iterator<Held> oldest = held.values().iterator();
    bytes -= oldest.next().bytes();
    oldest.remove();
  }

  /// About what the heap holds of it: an entry of a map or a set, a string, its characters.
  private static long weigh(NodeReport report) {
    long weight = 256;
    for (Map.Entry<String, Verdict> check : report.verdicts().entrySet()) {
      weight += 128 + 2L * check.getKey().length();
      for (String target : check.getValue().failedTargets()) {
        weight += 80 + 2L * target.length();
      }
    }
    return weight;
  }

  /// The last report of each client, by Nomad's id of its node. A copy.
  public synchronized Map<String, Report> latest() {
    Map<String, Report> all = HashMap.newHashMap(held.size());
    held.forEach((node, one) -> all.put(node, one.report()));
    return Map.copyOf(all);
  }
}
