package nomadops.gc.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nomadops.client.model.AgentSelf;
import nomadops.runtime.config.Durations;

/// Whether the servers' own settings fit what they have to collect.
final class ServerChecks {
  /// What Nomad deletes in one Raft entry (partitionJobReap in nomad/core_sched.go, 2.0.5).
  private static final long PIECE = 2_048;

  /// A cycle of 30,000 jobs kept users waiting for 7.2 s at worst, on a small server.
  private static final double MILLIS_A_JOB = 0.24;

  /// The leader publishes about seven gauges for each job, each collection interval.
  private static final int GAUGES = 7;

  private static final long GAUGES_A_SECOND = 70_000;
  private static final Duration CALM = Duration.ofSeconds(30);
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(30);
  private static final long ENDED = 100_000;

  private ServerChecks() {}

  static List<Finding> of(ClusterFacts facts) {
    if (!facts.thresholdsSeen()) {
      String why =
          facts.agent().seen().isPresent()
              ? "the agent at this address is a client; ask a server"
              : "it takes agent:read: " + facts.agent().why();
      return List.of(Finding.unseen("thresholds", "the servers' settings", why));
    }
    List<Finding> all = new ArrayList<>();
    facts
        .dead()
        .seen()
        .ifPresent(dead -> {
          all.add(cycle(facts, dead));
          all.add(telemetry(facts, dead));
        });
    facts.ended().seen().ifPresent(ended -> all.add(ended(facts, ended)));
    RaftLogCheck.of(facts).ifPresent(all::add);
    facts.agent().seen().flatMap(ServerChecks::events).ifPresent(all::add);
    return all;
  }

  /// How much Nomad's own collector finds each time, at the rate at which jobs die now.
  private static Finding cycle(ClusterFacts facts, DeadWork dead) {
    String subject = "a cycle of Nomad's own collector";
    ServerThresholds own = facts.thresholds();
    double perSecond = dead.ofTheLastHour() / 3_600.0;
    long found = Math.round(perSecond * own.interval().toSeconds()) + dead.overdue();
    String seen =
        String.format(
            Locale.ROOT,
            "about %s every %s (job_gc_interval), in pieces of %d; users wait up to %.1f s meanwhile",
            found == 1 ? "1 job" : found + " jobs",
            Durations.text(own.interval()),
            PIECE,
            found * MILLIS_A_JOB / 1_000);
    if (found <= PIECE) {
      return Finding.well("cycle", subject, seen);
    }
    Duration fitting = Duration.ofSeconds((long) (PIECE / Math.max(perSecond, 1e-9)));
    String interval =
        perSecond * own.interval().toSeconds() <= PIECE
            ? ""
            : "; or server { job_gc_interval = \""
                + Durations.text(
                    fitting.compareTo(LEAST_INTERVAL) < 0 ? LEAST_INTERVAL : rounded(fitting))
                + "\" }, so that each finds less";
    return Finding.advice(
        "cycle",
        subject,
        seen,
        "nomad-ops gc run with keep-for below "
            + Durations.text(own.job())
            + ": then it finds nothing"
            + interval);
  }

  private static Duration rounded(Duration time) {
    return time.toSeconds() < 60
        ? Duration.ofSeconds(time.toSeconds() / 10 * 10)
        : Duration.ofMinutes(time.toMinutes());
  }

  private static Finding telemetry(ClusterFacts facts, DeadWork dead) {
    String subject = "the cost of telling of each job";
    ServerThresholds own = facts.thresholds();
    double told = own.dispatchedLeftOut() ? dead.total() - dead.dispatched() : dead.total();
    double gauges = told * GAUGES / Math.max(1, own.telemetry().toSeconds());
    String seen =
        String.format(
            Locale.ROOT,
            "dead jobs alone make the leader publish %.0f gauges a second (collection_interval %s)%s",
            gauges,
            Durations.text(own.telemetry()),
            heap(facts));
    if (gauges < GAUGES_A_SECOND) {
      return Finding.well("telemetry", subject, seen);
    }
    String fewer =
        dead.dispatched() * 2 > dead.total() && !own.dispatchedLeftOut()
            ? " disable_dispatched_job_summary_metrics = true"
            : "";
    return Finding.advice(
        "telemetry",
        subject,
        seen,
        "telemetry { collection_interval = \""
            + Durations.text(CALM)
            + "\""
            + fewer
            + " } on every server");
  }

  private static String heap(ClusterFacts facts) {
    return facts
        .gauge("nomad.runtime.alloc_bytes")
        .map(bytes -> String.format(Locale.ROOT, "; this server's heap is %.1f GB", bytes / 1e9))
        .orElse("");
  }

  private static Finding ended(ClusterFacts facts, long ended) {
    String subject = "evaluations that ended";
    ServerThresholds own = facts.thresholds();
    String seen =
        ended
            + " are kept: "
            + Durations.text(own.eval())
            + " (eval_gc_threshold), of batch jobs "
            + Durations.text(own.batchEval())
            + " (batch_eval_gc_threshold)";
    return ended < ENDED
        ? Finding.well("evaluations", subject, seen)
        : Finding.advice(
            "evaluations",
            subject,
            seen + "; those of a purged job stand as long",
            "server { eval_gc_threshold = \"30m\" batch_eval_gc_threshold = \"1h\" } on every server");
  }

  private static Optional<Finding> events(AgentSelf agent) {
    return agent
        .text("config", "Server", "EnableEventBroker")
        .filter("false"::equals)
        .map(_ ->
            Finding.advice(
                "events",
                "the event stream",
                "it is off: nomad-gc asks for each end of an evaluation, and cannot undo a purge that met a registration",
                "server { enable_event_broker = true } on every server"));
  }
}
