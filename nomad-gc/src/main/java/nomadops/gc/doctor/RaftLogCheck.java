package nomadops.gc.doctor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.client.model.AgentSelf;

/// Whether the Raft log of the server that was asked has become dear.
///
/// Kept in BoltDB, the default, its free pages are a list that each entry merges anew (`mergeSpans`
/// in bbolt). Nomad cuts the log after a snapshot, and the list grows by what was cut: after bursts
/// of writes it holds tens of thousands of pages, which later writes use up but slowly. A purge
/// cost the server 1.3 times as much processor with 30,000 of them, 2.7 times with 60,000 (Nomad
/// 2.0.5). The write-ahead log (`raft_logstore`, Nomad 2.0.0 and later) has no such list and
/// publishes no such gauge.
final class RaftLogCheck {
  static final String FREE = "nomad.raft.boltdb.numFreePages";
  private static final long DEAR = 30_000;
  private static final int WAL_SINCE = 2;
  private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})\\.");

  private RaftLogCheck() {}

  /// Empty when the server keeps no log in BoltDB, or its metrics are not seen.
  static Optional<Finding> of(ClusterFacts facts) {
    return facts.gauge(FREE).map(pages -> of(Math.round(pages), facts.agent().seen()));
  }

  private static Finding of(long pages, Optional<AgentSelf> agent) {
    String subject = "the server's Raft log";
    String seen = String.format(Locale.ROOT, "it is in BoltDB, with %d free pages", pages);
    return pages < DEAR
        ? Finding.well("raft-log", subject, seen)
        : Finding.advice(
            "raft-log",
            subject,
            seen
                + ", and each write goes through all of them; with 60000 it costs more than twice as much",
            remedy(agent.map(AgentSelf::version).orElse("")));
  }

  private static String remedy(String version) {
    String setting = "server { raft_logstore { backend = \"wal\" } }";
    Matcher major = MAJOR.matcher(version);
    return major.lookingAt() && Integer.parseInt(major.group(1)) >= WAL_SINCE
        ? setting
            + ", one server after the other: stop it, nomad operator raft migrate-backend DATA_DIR, start it"
        : "Nomad 2.0.0 or later has a log without that list: " + setting;
  }
}
