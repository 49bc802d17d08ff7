package nomadops.gc;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nomadops.gc.gather.Archiving;
import nomadops.gc.intake.ClusterWatch;
import nomadops.gc.intake.EventWatch;
import nomadops.gc.intake.Listing;
import nomadops.gc.pace.PaceDecision;
import nomadops.gc.purge.PaceGate;

/// How a collector stands, as a document.
final class CollectorStatus {
  private CollectorStatus() {}

  static Map<String, Object> of(Collector gc) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("pace", pace(gc.gate.view()));
    all.put("outcomes", gc.counts.all());
    all.put("jobs", jobs(gc));
    all.put("list", list(gc.intake.last()));
    all.put("events", events(gc.events.state()));
    all.put("nomad", nomad(gc.cluster.view(), gc.backlog.size()));
    gc.archiving.ifPresent(archiving -> all.put("archive", archive(archiving)));
    all.put(
        "clock",
        gc.clock.distrusted()
            ? "jumped ahead; jobs are judged by the time before the jump"
            : "believed");
    return all;
  }

  private static Map<String, Object> pace(PaceGate.View view) {
    Map<String, Object> pace = new LinkedHashMap<>();
    pace.put("profile", view.profile());
    pace.put("window", Math.round(view.window() * 100) / 100.0);
    pace.put("unfinished", view.unfinished());
    pace.put("base_ms", Math.round(view.base().toNanos() / 1e4) / 100.0);
    String held = view.last() instanceof PaceDecision.Hold hold ? hold.cause().word() : "";
    pace.put("held_by", held);
    pace.put("reason", view.last().reason());
    return pace;
  }

  private static Map<String, Object> jobs(Collector gc) {
    Map<String, Object> jobs = new LinkedHashMap<>();
    jobs.put("in_flight", gc.ledger.inFlight());
    jobs.put("failing", gc.ledger.failing());
    jobs.put("parked", gc.ledger.parked());
    jobs.put("duplicates_prevented", gc.ledger.duplicatesPrevented());
    jobs.put("compensations", gc.compensator.count());
    return jobs;
  }

  private static Map<String, Object> archive(Archiving archiving) {
    Map<String, Object> archive = new LinkedHashMap<>();
    archive.put("writable", archiving.writable());
    archive.put("fault", archiving.fault());
    archive.put("failures", archiving.failures());
    archive.put("ready", archiving.waiting());
    archive.put("bytes", archiving.extent().bytes());
    archive.put("oldest", archiving.extent().oldest().map(Instant::toString).orElse("none"));
    return archive;
  }

  private static Map<String, Object> list(Listing last) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("at", last.at().map(Instant::toString).orElse("never"));
    list.put("took_seconds", last.took().toMillis() / 1e3);
    list.put("dead_jobs", last.census().rows());
    Map<String, Long> counts = new TreeMap<>();
    last.census()
        .counts()
        .forEach((group, count) -> counts.put(group.verdict() + ": " + group.reason(), count));
    list.put("verdicts", counts);
    list.put("fault", last.fault());
    return list;
  }

  private static Map<String, Object> events(EventWatch.State state) {
    Map<String, Object> events = new LinkedHashMap<>();
    events.put("connected", state.connected());
    events.put("gaps", state.gaps());
    events.put(
        "reason",
        state.connected()
            ? ""
            : state.reason()
                + " (working from lists alone; a registration that meets a purge would not be seen)");
    return events;
  }

  private static Map<String, Object> nomad(ClusterWatch.View view, int backlog) {
    Map<String, Object> nomad = new LinkedHashMap<>();
    nomad.put("leader", view.leaderKnown() ? view.leader() : "unknown");
    nomad.put("broker_paused", view.brokerPaused());
    nomad.put("evaluations_of_others", backlog);
    return nomad;
  }
}
