package nomadops.gc.policy;

import static nomadops.gc.job.DeadJobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import nomadops.gc.job.DeadJobs;
import nomadops.gc.job.JobType;
import nomadops.gc.policy.Reason.Code;
import org.junit.jupiter.api.Test;

class EligibilityTest {
  @Test
  void aFinishedBatchJobIsEligibleAndLeavesNothingOpen() {
    assertThat(Eligibility.refusal(job("a").build(), false)).isEmpty();
    assertThat(Eligibility.open(job("a").build())).isEmpty();
  }

  @Test
  void aJobOfAnyOtherStatusIsRefused() {
    assertRefused(job("a").status("running"), Code.NOT_DEAD);
    assertRefused(job("a").status("pending"), Code.NOT_DEAD);
    assertRefused(job("a").status(""), Code.NOT_DEAD);
  }

  @Test
  void aServiceJobThatDiedUnstoppedIsRefusedAndAStoppedOneIsNot() {
    assertRefused(job("a").type(JobType.SERVICE), Code.NOT_STOPPED);
    assertThat(Eligibility.refusal(job("a").type(JobType.SERVICE).stopped().build(), false))
        .isEmpty();
  }

  @Test
  void aParentIsRefusedUnlessStoppedAndWithoutLiveChildren() {
    assertRefused(job("a").periodic(), Code.PARENT_NOT_STOPPED);
    assertRefused(job("a").parameterized(), Code.PARENT_NOT_STOPPED);
    assertRefused(job("a").parameterized().stopped().liveChildren(1), Code.CHILDREN_ALIVE);
    assertThat(Eligibility.refusal(job("a").parameterized().stopped().build(), false)).isEmpty();
  }

  @Test
  void aTypeFromTheFutureIsRefused() {
    assertRefused(job("a").type(JobType.OTHER).stopped(), Code.TYPE_UNKNOWN);
  }

  @Test
  void liveCountsInTheSummaryLeaveTheAllocationsOpen() {
    assertThat(Eligibility.open(job("a").allocs(1, 0, 0, 0).build()))
        .containsExactly(Question.ALLOCATIONS);
  }

  @Test
  void aStoppedSystemJobLeavesAllocationsAndEvaluationsOpenSinceItIsDeadTheMomentItStops() {
    assertThat(Eligibility.open(job("a").type(JobType.SYSTEM).stopped().build()))
        .containsExactlyInAnyOrder(Question.ALLOCATIONS, Question.EVALUATIONS);
  }

  private static void assertRefused(DeadJobs job, Code code) {
    assertThat(Eligibility.refusal(job.build(), false)).map(v -> v.reason().code()).contains(code);
  }
}
