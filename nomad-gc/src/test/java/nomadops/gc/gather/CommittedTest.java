package nomadops.gc.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.model.JobKey;
import nomadops.gc.archive.Samples;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.gc.policy.Reason;
import nomadops.gc.policy.Verdict;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.FreshJob;
import org.junit.jupiter.api.Test;

class CommittedTest {
  private final AtomicLong now = new AtomicLong();
  private final Committed committed = new Committed(now::get);

  private static Candidate candidate(String id) {
    DeadJob job =
        new DeadJob(
            JobKey.inDefault(id),
            JobType.BATCH,
            "dead",
            "",
            false,
            false,
            false,
            Instant.EPOCH,
            AllocCounts.NONE,
            0,
            5,
            100,
            99,
            0,
            Map.of());
    Reason reason = new Reason(Reason.Code.EXPIRED, "due");
    return new Candidate(
        job, new Verdict.Purge(reason, "r", Duration.ZERO, Instant.EPOCH, Set.of()), 100);
  }

  private boolean holds(long modifyIndex, long jobModifyIndex) {
    return committed.holds(
        candidate("build"),
        new FreshJob("dead", false, 0, false, modifyIndex, jobModifyIndex, modifyIndex));
  }

  @Test
  void onlyExactlyTheCommittedVersionMayBeDeleted() {
    assertThat(holds(100, 99)).as("never archived").isFalse();
    committed.over(1);
    committed.add(Samples.job("build", 100), 1);
    assertThat(holds(100, 99)).isTrue();
    assertThat(holds(101, 99)).isFalse();
    assertThat(holds(100, 100)).isFalse();
    committed.forget(JobKey.inDefault("build"));
    assertThat(holds(100, 99)).isFalse();
  }

  @Test
  void aCommitIsBelievedForAWhile() {
    committed.add(Samples.job("build", 100), 0);
    now.set(Committed.FRESH.toNanos() - 1);
    assertThat(holds(100, 99)).isTrue();
    now.set(Committed.FRESH.toNanos());
    assertThat(holds(100, 99)).isFalse();
    assertThat(Upkeep.SETTLED).isGreaterThan(Committed.FRESH.multipliedBy(2));
  }

  @Test
  void whatWentOverABrokenConnectionIsNotBelieved() {
    committed.over(1);
    committed.add(Samples.job("build", 100), 1);
    committed.over(2);
    assertThat(holds(100, 99)).isFalse();
  }
}
