package nomadops.bench.micro;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nomadops.client.events.Topic;
import nomadops.client.model.Job;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.DeadJobs;
import nomadops.gc.ledger.Admission;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.pace.PaceDecision;
import nomadops.gc.pace.PaceFacts;
import nomadops.gc.pace.PaceLaw;
import nomadops.gc.pace.PaceProfile;
import nomadops.gc.pace.PaceState;
import nomadops.gc.pace.PaceStep;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What one operation costs of that which happens for every event, delete or row.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 3, time = 2)
public class HotPaths {
  private static final int LINES = 256;

  /// From the bytes of a line to the consumer's hands, the change of threads included.
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long eventLineJob(JobLines lines) throws InterruptedException {
    return lines.stream.take(LINES);
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public long eventLineEvaluation(EvaluationLines lines) throws InterruptedException {
    return lines.stream.take(LINES);
  }

  /// The read of a job before its delete.
  @Benchmark
  public Job recheckDecoding(Recheck recheck) {
    return NomadJson.job(RawJson.of(recheck.body));
  }

  /// One job through a ledger whose memory is full.
  @Benchmark
  public Admission ledgerAdmitAndSettle(Books books) {
    DeadJob job = books.jobs.get(books.next++ & (Books.JOBS - 1));
    Admission admission = books.ledger.admit(job, Long.MAX_VALUE, Instant.EPOCH);
    books.ledger.settle(job.key(), books.purged, Instant.EPOCH);
    return admission;
  }

  /// One step in which a delete came to its end.
  @Benchmark
  public PaceDecision paceStep(Pace pace) {
    pace.now += 1_000_000;
    PaceStep step = pace.law.step(pace.state, pace.facts, pace.now);
    pace.state = step.state();
    return step.decision();
  }

  @State(Scope.Thread)
  public static class JobLines {
    final Subscribed stream = new Subscribed("event-job.ndjson", Topic.JOB);

    @TearDown
    public void close() {
      stream.close();
    }
  }

  @State(Scope.Thread)
  public static class EvaluationLines {
    final Subscribed stream = new Subscribed("event-evaluation.ndjson", Topic.EVALUATION);

    @TearDown
    public void close() {
      stream.close();
    }
  }

  @State(Scope.Thread)
  public static class Recheck {
    final byte[] body = Recorded.bytes("job.json");
  }

  @State(Scope.Thread)
  public static class Books {
    /// A power of two, and more than the ledger remembers.
    static final int JOBS = 1 << 17;

    final Ledger ledger = new Ledger(LedgerLimits.DEFAULT);
    final PurgeOutcome purged = new PurgeOutcome.Purged(1_000, "evaluation");
    final List<DeadJob> jobs =
        IntStream.range(0, JOBS).mapToObj(i -> DeadJobs.job("job-" + i).build()).toList();
    int next;
  }

  @State(Scope.Thread)
  public static class Pace {
    final PaceLaw law = new PaceLaw(PaceProfile.NORMAL);
    final PaceFacts facts =
        new PaceFacts(
            1, List.of(2_000_000L), 0, 0, false, PaceFacts.Users.PRESENT, PaceFacts.Gates.OPEN);
    PaceState state = PaceState.initial(0);
    long now;
  }
}
