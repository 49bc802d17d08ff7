package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.NOW;
import static nomadops.drainer.plan.World.facts;
import static nomadops.drainer.plan.World.node;
import static nomadops.drainer.plan.World.spot;
import static nomadops.drainer.plan.World.terminating;
import static nomadops.drainer.plan.World.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainDecision.Close;
import nomadops.drainer.plan.DrainDecision.Complete;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainDecision.Replace;
import nomadops.drainer.plan.DrainDecision.Rerun;
import nomadops.drainer.plan.DrainDecision.StopJob;
import nomadops.drainer.plan.DrainDecision.Wait;
import nomadops.drainer.plan.NodeFacts.Alloc;
import nomadops.drainer.plan.NodeFacts.Allocs;
import nomadops.drainer.plan.NodeFacts.PastDrain;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final BatchTerms STOP = new BatchTerms(BatchPolicy.STOP, false);
  private static final BatchTerms REPLACE = new BatchTerms(BatchPolicy.REPLACE, false);
  private static final BatchTerms RERUN = new BatchTerms(BatchPolicy.WAIT, true);

  private static DrainPlan plan(BatchTerms otherwise, boolean placesCutBatchAnew) {
    return plan(new BatchRules(List.of(), otherwise), placesCutBatchAnew);
  }

  private static DrainPlan plan(BatchRules rules, boolean placesCutBatchAnew) {
    Terms usual = World.TERMS;
    return new DrainPlan(
        new Terms(
            usual.responses(),
            usual.longest(),
            usual.margin(),
            usual.unknownPatience(),
            usual.ignoreSystemJobs(),
            rules,
            placesCutBatchAnew));
  }

  private static Alloc batch(String id, Map<String, String> meta) {
    return new Alloc(id, "default", "job-" + id, "g", "batch", 0, false, meta, NOW);
  }

  private static Alloc stopping(Alloc alloc) {
    return new Alloc(
        alloc.id(),
        alloc.namespace(),
        alloc.job(),
        alloc.group(),
        alloc.jobType(),
        alloc.jobVersion(),
        true,
        alloc.meta(),
        alloc.since());
  }

  private static NodeFacts with(Alloc... allocs) {
    NodeFacts plain = World.ineligible(node());
    return with(plain, List.of(), allocs);
  }

  private static NodeFacts with(NodeFacts node, List<CutWork> cut, Alloc... allocs) {
    return new NodeFacts(
        node.id(),
        node.name(),
        "spot",
        node.status(),
        node.eligible(),
        node.drain(),
        node.lastDrain(),
        node.modifyIndex(),
        Optional.of(new Allocs(List.of(allocs), Duration.ZERO)),
        cut);
  }

  private static NodeFacts drained(CutWork... cut) {
    PastDrain last =
        new PastDrain(
            "complete",
            NOW,
            NOW,
            Ownership.meta(doomed(spot()), node(), NOW.plusSeconds(120), NOW.plusSeconds(110)));
    NodeFacts plain = World.ineligible(node());
    return new NodeFacts(
        plain.id(),
        plain.name(),
        "spot",
        "ready",
        false,
        Optional.empty(),
        Optional.of(last),
        9,
        Optional.of(new Allocs(List.of(), Duration.ZERO)),
        List.of(cut));
  }

  private static CutWork cut(String alloc, Optional<String> replacedBy) {
    return new CutWork(
        "default",
        "job-" + alloc,
        "g",
        alloc,
        "batch",
        0,
        Duration.ofSeconds(9),
        replacedBy,
        Map.of());
  }

  private static Doomed doomed(Notice notice) {
    return Doomed.by(notice, NOW);
  }

  @Test
  void withoutAPolicyBatchWorkIsLeftToTheDrain() {
    DrainStep step =
        plan(BatchTerms.DEFAULT, false)
            .step(doomed(spot()), facts(with(batch("a", Map.of()))), NOW);
    assertThat(step.decision()).isInstanceOf(Drain.class);
  }

  @Test
  void workWhosePolicyIsStopHasItsJobStoppedOnceAndBeforeTheDrain() {
    DrainPlan plan = plan(STOP, false);
    NodeFacts node = with(batch("a", Map.of()));
    DrainStep first = plan.step(doomed(spot()), facts(node), NOW);
    assertThat(first.decision()).isInstanceOf(StopJob.class);
    DrainStep next = plan.step(first.next().asked("a"), facts(node), NOW);
    assertThat(next.decision()).isInstanceOf(Drain.class);
  }

  @Test
  void workWhosePolicyIsReplaceMovesOneByOne() {
    DrainPlan plan = plan(REPLACE, false);
    Alloc a = batch("a", Map.of());
    Alloc b = batch("b", Map.of());
    DrainStep first = plan.step(doomed(spot()), facts(with(a, b)), NOW);
    assertThat(((Replace) first.decision()).alloc()).isEqualTo(a);
    DrainStep second = plan.step(first.next(), facts(with(stopping(a), b)), NOW);
    assertThat(((Replace) second.decision()).alloc()).as("Nomad shows the first").isEqualTo(b);
    DrainStep third = plan.step(first.next(), facts(with(stopping(a), stopping(b))), NOW);
    assertThat(third.decision()).isInstanceOf(Drain.class);
  }

  @Test
  void aServiceIsNoBatchWork() {
    Alloc service = new Alloc("s", "default", "web", "g", "service", NOW);
    Alloc sysbatch = new Alloc("y", "default", "each", "g", "sysbatch", NOW);
    DrainStep step = plan(STOP, true).step(doomed(spot()), facts(with(service, sysbatch)), NOW);
    assertThat(step.decision()).isInstanceOf(Drain.class);
  }

  @Test
  void anOldNomadIsKeptFromStartingCutWorkAnew() {
    DrainPlan plan = plan(BatchTerms.DEFAULT, true);
    NodeFacts node = with(batch("a", Map.of()));
    DrainStep start = plan.step(doomed(spot()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) start.decision(), NOW);
    assertThat(plan.step(start.next(), facts(draining), NOW.plusSeconds(60)).decision())
        .isInstanceOf(Wait.class);
    Instant late = NOW.plusSeconds(95);
    assertThat(plan.step(start.next(), facts(draining), late).decision())
        .isInstanceOf(StopJob.class);
    assertThat(plan(BatchTerms.DEFAULT, false).step(start.next(), facts(draining), late).decision())
        .as("a newer one does not")
        .isInstanceOf(Wait.class);
    assertThat(plan(RERUN, true).step(start.next(), facts(draining), late).decision())
        .as("where it is to run again, Nomad sees to that")
        .isInstanceOf(Wait.class);
  }

  @Test
  void anOldNomadIsKeptFromItWhereNoTimeIsLeftAtAll() {
    Notice gone = new Notice.StateChange(World.INSTANCE, NOW, "shutting-down");
    DrainStep step =
        plan(BatchTerms.DEFAULT, true).step(doomed(gone), facts(with(batch("a", Map.of()))), NOW);
    assertThat(step.decision()).isInstanceOf(StopJob.class);
  }

  @Test
  void cutWorkIsToldAndTheEndingSaysSo() {
    DrainPlan plan = plan(BatchTerms.DEFAULT, false);
    DrainStep step = plan.step(doomed(spot()), facts(drained(cut("a", Optional.empty()))), NOW);
    assertThat(((Close) step.decision()).ending()).isEqualTo(Ending.CUT);
    assertThat(step.next().cut()).extracting(CutWork::alloc).containsExactly("a");
  }

  @Test
  void cutWorkIsRunAgainWhereThePolicySaysSoAndBeforeTheHooksAreCompleted() {
    DrainPlan plan = plan(RERUN, false);
    Doomed doomed = doomed(terminating()).with(spot());
    Facts facts = facts(drained(cut("a", Optional.empty()), cut("b", Optional.of("c"))));
    DrainStep step = plan.step(doomed, facts, NOW);
    assertThat(((Rerun) step.decision()).cut().alloc()).isEqualTo("a");
    DrainStep next = plan.step(step.next().asked("a"), facts, NOW);
    assertThat(next.decision())
        .as("b was placed anew by Nomad itself")
        .isInstanceOf(Complete.class);
    assertThat(((Complete) next.decision()).ending()).isEqualTo(Ending.CUT);
  }

  @Test
  void whatWasCutIsStillKnownWhenTheNodeIsGone() {
    DrainPlan plan = plan(BatchTerms.DEFAULT, false);
    Doomed doomed = doomed(terminating()).with(spot());
    Facts facts = facts(drained(cut("a", Optional.empty())));
    DrainStep step = plan.step(doomed, facts, NOW);
    assertThat(step.decision()).isInstanceOf(Complete.class);
    DrainStep last = plan.step(step.next(), World.completed(facts()), NOW.plusSeconds(90));
    assertThat(((Close) last.decision()).ending()).isEqualTo(Ending.CUT);
    assertThat(last.next().cut()).hasSize(1);
  }

  @Test
  void workThatWasMovedOnPurposeIsNotCut() {
    DrainPlan plan = plan(REPLACE, false);
    DrainStep step =
        plan.step(
            doomed(spot()).asked("a").moved("a"), facts(drained(cut("a", Optional.empty()))), NOW);
    assertThat(((Close) step.decision()).ending()).isEqualTo(Ending.DRAINED);
  }

  @Test
  void theFirstRuleThatMatchesSpeaksAndAJobsOwnMetaBeforeIt() {
    BatchRules rules =
        new BatchRules(
            List.of(
                new BatchRule(
                    "tagged", Glob.ALL, Glob.ALL, Glob.ALL, Map.of("team", new Glob("c*")), STOP),
                new BatchRule(
                    "spot", Glob.ALL, new Glob("job-a*"), new Glob("spot"), Map.of(), REPLACE)),
            RERUN);
    assertThat(rules.of(batch("a", Map.of("team", "core")), "spot")).isEqualTo(STOP);
    assertThat(rules.of(batch("a", Map.of("team", "data")), "spot")).isEqualTo(REPLACE);
    assertThat(rules.of(batch("a", Map.of()), "on-demand")).isEqualTo(RERUN);
    assertThat(rules.of(batch("b", Map.of()), "spot")).isEqualTo(RERUN);
    assertThat(rules.of(batch("b", Map.of(BatchRules.POLICY_KEY, " Replace ")), "spot"))
        .isEqualTo(new BatchTerms(BatchPolicy.REPLACE, true));
    assertThat(rules.of(batch("a", Map.of(BatchRules.RERUN_KEY, "true")), "spot"))
        .isEqualTo(new BatchTerms(BatchPolicy.REPLACE, true));
    assertThat(rules.of(batch("a", Map.of(BatchRules.POLICY_KEY, "sometimes")), "spot"))
        .as("a word that is no policy says nothing")
        .isEqualTo(REPLACE);
  }
}
