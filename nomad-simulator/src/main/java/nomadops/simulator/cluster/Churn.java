package nomadops.simulator.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Keeps a cluster busy at a steady rate of events: batch jobs `churn-...` are registered,
/// scheduled, run a second and end (every tenth fails); the oldest of more than a thousand are
/// collected, with an event for the job alone. It goes on until it is closed.
public final class Churn implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final int KEPT = 1_000;
  private static final int COLLECTED_AT_ONCE = 100;
  private static final int FAILS = 10;
  // Events of one job's life: registered, planned, evaluated, started, ended.
  private static final int EVENTS_OF_A_JOB = 12;

  private final SimClock clock;
  private final StateStore store;
  private final JobWrites jobs;
  private final Afterwards afterwards;
  private final LongSupplier told;
  private final double perNano;
  private final long begunAt;
  private final long toldBefore;
  // Jobs of an earlier one may be there yet.
  private final long mark;
  private final Deque<String> alive = new ArrayDeque<>();
  private long begun;
  private volatile boolean closed;

  /// Begins with [#start()].
  ///
  /// @param told how many events the cluster has told of so far
  public Churn(
      int eventsPerSecond,
      SimClock clock,
      StateStore store,
      JobWrites jobs,
      Afterwards afterwards,
      LongSupplier told) {
    if (eventsPerSecond < 1) {
      throw new IllegalArgumentException(
          "eventsPerSecond must be at least 1, not " + eventsPerSecond);
    }
    this.clock = clock;
    this.store = store;
    this.jobs = jobs;
    this.afterwards = afterwards;
    this.told = told;
    this.perNano = eventsPerSecond / (double) TimeUnit.SECONDS.toNanos(1);
    this.begunAt = clock.nanos();
    this.toldBefore = told.getAsLong();
    this.mark = store.current().index();
  }

  public void start() {
    clock.after(TICK, this::tick);
  }

  /// Events that the cluster has told of since the start.
  public long events() {
    return told.getAsLong() - toldBefore;
  }

  /// What is under way will tell its events, too, so the whole of each life is counted when it
  /// begins.
  private void tick() {
    if (closed) {
      return;
    }
    double due = (clock.nanos() - begunAt) * perNano;
    while (!closed && begun * (double) EVENTS_OF_A_JOB < due) {
      begin();
    }
    clock.after(TICK, this::tick);
  }

  private void begin() {
    String id = String.format(Locale.ROOT, "churn-%d-%06d", mark, begun);
    begun++;
    ObjectNode job = SeedSpecs.submitted("batch", 1).put("ID", id);
    ObjectNode group = (ObjectNode) job.path("TaskGroups").path(0);
    group.putObject("ReschedulePolicy").put("Attempts", 0).put("Unlimited", false);
    if (begun % FAILS == 0) {
      ((ObjectNode) group.path("Tasks").path(0).path("Config")).put("exit_code", 1);
    }
    ObjectNode body = Json.object();
    body.set("Job", job);
    JobWrites.Written _ = jobs.registerAtOnce("default", body);
    alive.add(id);
    afterwards.drain();
    if (alive.size() >= KEPT + COLLECTED_AT_ONCE) {
      collect();
    }
  }

  private void collect() {
    List<JobRow> oldest = new ArrayList<>();
    State state = store.current();
    for (int i = 0; i < COLLECTED_AT_ONCE; i++) {
      JobRow job = state.job("default", alive.remove());
      if (job != null) {
        oldest.add(job);
      }
    }
    store.<@Nullable Void>apply(
        "",
        txn -> {
          for (JobRow job : oldest) {
            txn.state().evalsOf(job.key()).toList().forEach(txn::deleteEval);
            txn.state().allocsOf(job.key()).toList().forEach(txn::deleteAlloc);
          }
          return null;
        });
    store.<@Nullable Void>apply(
        "JobBatchDeregistered",
        txn -> {
          for (JobRow job : oldest) {
            JobRow current = txn.state().jobs().get(job.key());
            if (current != null) {
              JobDeletion.delete(txn, current);
            }
          }
          return null;
        });
    afterwards.drain();
  }

  /// No more jobs are begun; those under way end.
  @Override
  public void close() {
    closed = true;
  }
}
