package nomadops.drainer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainDecision.Close;
import nomadops.drainer.plan.DrainDecision.Complete;
import nomadops.drainer.plan.DrainDecision.Cordon;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainDecision.Restore;
import nomadops.drainer.plan.DrainDecision.Wait;

/// One instance, from its first notice to its end.
///
/// ```
///  notice ──► looked for ──► cordoned ──► draining ──► empty ──► hooks completed ──► closed
///                │               │           │  ▲
///                │ unknown, down │ cordon    │  └─ shortened, nudged
///                ▼               ▼ only      ├─ cancelled by an operator: left alone until the end
///              hooks completed  closed       └─ budget over: cut, hooks completed
/// ```
///
/// Everything but the deadline is read off Nomad and AWS in each step, so a restart goes on where
/// the one before stopped: the same facts give the same decision, and what is done is not done
/// again.
public final class DrainPlan {
  private static final Duration GLANCE = Duration.ofSeconds(10);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final Terms terms;
  private final NodePlan nodes;

  public DrainPlan(Terms terms) {
    this.terms = terms;
    this.nodes = new NodePlan(terms);
  }

  /// What is to be done next.
  ///
  /// @param now of the wall clock: budgets are told as times of day
  public DrainStep step(Doomed before, Facts facts, Instant now) {
    if (isOver(before)) {
      return passed(before, facts);
    }
    if (before.notices().values().stream().allMatch(Notice.Returned.class::isInstance)) {
      return new DrainStep(returned(before, facts, now), before);
    }
    Optional<Instant> start = Budget.start(before, terms);
    if (start.filter(time -> !now.isBefore(time)).isPresent() && waitsForTurn(before, facts, now)) {
      return new DrainStep(turn(before, facts), before);
    }
    Instant from = facts.turn().orElse(Instant.EPOCH);
    Doomed doomed =
        before
            .within(Budget.end(before, facts.hooks(), from, terms))
            .with(before.deeds().found(facts.cut()));
    if (start.isEmpty()) {
      DrainDecision decision = withoutDrain(doomed, facts, now);
      return new DrainStep(
          decision,
          decision instanceof Complete complete
              ? doomed.with(doomed.deeds().welcomed(complete.hooks()))
              : doomed);
    }
    if (now.isBefore(start.get())) {
      Duration rest = Duration.between(now, start.get());
      String why = "to be drained from " + start.get() + " on";
      return new DrainStep(new Wait(least(rest, GLANCE.multipliedBy(6)), true, why), doomed);
    }
    return drained(doomed, facts, now);
  }

  /// What is to be done while Nomad does not answer: wait, and at the end of the budget let go.
  ///
  /// @param why Nomad does not answer
  public DrainStep blind(Doomed before, Map<HookRef, HookFacts> hooks, Instant now, String why) {
    Doomed doomed = before.within(Budget.end(before, hooks, Instant.EPOCH, terms));
    return budgetOver(doomed, now)
        ? end(doomed, new Facts(List.of(), hooks, true, false), Ending.OVERDUE, why)
        : new DrainStep(new Wait(AFTER_FAULT, why), doomed);
  }

  /// Whether an instance needs a turn to be drained: nothing takes it at once, and it is time.
  public boolean needsTurn(Doomed doomed, Instant now) {
    return Budget.start(doomed, terms).filter(start -> !now.isBefore(start)).isPresent()
        && Budget.isVoluntary(doomed, terms);
  }

  private boolean waitsForTurn(Doomed doomed, Facts facts, Instant now) {
    return facts.turn().isEmpty()
        && Budget.isVoluntary(doomed, terms)
        && now.isBefore(Budget.patience(doomed, terms));
  }

  /// Who is at risk takes no new work meanwhile.
  private static DrainDecision turn(Doomed doomed, Facts facts) {
    boolean atRisk =
        doomed.notices().values().stream().anyMatch(Notice.Rebalance.class::isInstance);
    return facts.nodes().stream()
        .filter(node -> atRisk && !node.isDown() && node.eligible())
        .findFirst()
        .<DrainDecision>map(node -> new Cordon(node.id(), "no new work for " + doomed.instance()))
        .orElseGet(() ->
            new Wait(GLANCE, true, "it waits for its turn: as many as may drain at once do so"));
  }

  private DrainStep drained(Doomed doomed, Facts facts, Instant now) {
    List<NodeFacts> alive = facts.nodes().stream().filter(node -> !node.isDown()).toList();
    if (alive.isEmpty()) {
      Instant until = doomed.since().plus(terms.unknownPatience());
      if (facts.nodes().isEmpty() && now.isBefore(until) && !budgetOver(doomed, now)) {
        String why = "Nomad knows no node of " + doomed.instance() + " yet";
        return new DrainStep(
            new Wait(least(Duration.between(now, until), Duration.ofSeconds(2)), why), doomed);
      }
      String why =
          facts.nodes().isEmpty()
              ? "Nomad knows no node of " + doomed.instance()
              : "the node of " + doomed.instance() + " is down";
      return end(doomed, facts, Ending.NOTHING_THERE, why);
    }
    for (NodeFacts node : alive) {
      Optional<DrainStep> step = nodes.step(doomed, node, facts, now);
      if (step.isPresent()) {
        return budgetOver(doomed, now) && step.get().decision() instanceof Wait wait
            ? end(step.get().next(), facts, Ending.OVERDUE, "the budget is over: " + wait.reason())
            : step.get();
      }
    }
    return rerun(doomed, alive)
        .map(rerun -> new DrainStep(rerun, doomed))
        .orElseGet(() -> ended(doomed, facts));
  }

  /// Before the hooks: when the instance is gone, Nomad shows less of it.
  private Optional<DrainDecision> rerun(Doomed doomed, List<NodeFacts> nodes) {
    String nodeClass = nodes.getFirst().nodeClass();
    return doomed.cut().stream()
        .filter(cut -> cut.replacedBy().isEmpty())
        .filter(cut -> !doomed.deeds().asked().contains(cut.alloc()))
        .filter(cut -> terms.batch().of(cut, nodeClass).rerun())
        .findFirst()
        .map(cut -> new DrainDecision.Rerun(cut, "the drain cut it off"));
  }

  private static DrainStep ended(Doomed doomed, Facts facts) {
    int cut = doomed.cut().size();
    return cut == 0
        ? end(doomed, facts, Ending.DRAINED, "nothing is left that a drain waits for")
        : end(doomed, facts, Ending.CUT, "the drain cut off " + cut + " batch allocations");
  }

  private static boolean budgetOver(Doomed doomed, Instant now) {
    return doomed.deadline().filter(deadline -> !now.isBefore(deadline)).isPresent();
  }

  /// First the hooks, then the messages.
  private static DrainStep end(Doomed doomed, Facts facts, Ending ending, String why) {
    List<HookRef> open = doomed.terminating().stream().filter(facts::isOpen).toList();
    // Once AWS was told how it ended, its node may be gone the next time.
    Ending first = doomed.deeds().ending().orElse(ending);
    if (open.isEmpty()) {
      return new DrainStep(new Close(first, why), doomed);
    }
    List<HookRef> fresh =
        open.stream().filter(hook -> !doomed.deeds().completed().contains(hook)).toList();
    return fresh.isEmpty()
        ? new DrainStep(new Wait(GLANCE, "AWS has not taken the completion yet"), doomed)
        : new DrainStep(
            new Complete(fresh, first, why), doomed.with(doomed.deeds().completed(fresh, first)));
  }

  private DrainDecision withoutDrain(Doomed doomed, Facts facts, Instant now) {
    List<HookRef> launching = doomed.launching().stream().filter(facts::isOpen).toList();
    if (!launching.isEmpty()) {
      return welcome(doomed, launching, facts, now);
    }
    boolean cordon =
        doomed.notices().values().stream()
            .anyMatch(notice -> terms.responses().to(notice) instanceof Response.Cordon);
    if (!cordon) {
      return doomed.launching().isEmpty()
          ? new Close(Ending.IGNORED, "the configuration says to ignore it")
          : new Close(Ending.WELCOMED, "its group goes on");
    }
    return facts.nodes().stream()
        .filter(node -> !node.isDown() && node.eligible())
        .findFirst()
        .<DrainDecision>map(node -> new Cordon(node.id(), "no new work for " + doomed.instance()))
        .orElseGet(() -> new Close(Ending.CORDONED, "no node of it takes new work"));
  }

  private DrainDecision welcome(Doomed doomed, List<HookRef> launching, Facts facts, Instant now) {
    for (NodeFacts node : facts.nodes()) {
      if (!node.status().equals("ready")) {
        continue;
      }
      if (node.eligible() && doomed.deeds().completed().containsAll(launching)) {
        return new Wait(GLANCE, "AWS has not taken the completion yet");
      }
      if (node.eligible()) {
        return new Complete(launching, Ending.WELCOMED, "node " + node.name() + " is ready");
      }
      if (NodePlan.weDrained(node, doomed.instance())) {
        return new Restore(node.id(), doomed.instance() + " came back, and we drained its node");
      }
    }
    return now.isAfter(doomed.since().plus(terms.longest()))
        ? new Close(
            Ending.OVERDUE, "its node did not become ready; the hook is left to its timeout")
        : new Wait(GLANCE, "its node is not ready yet");
  }

  /// Every reason for it was a maintenance that is over.
  private static boolean isOver(Doomed doomed) {
    return !doomed.reasons().isEmpty()
        && doomed.reasons().stream()
            .allMatch(notice ->
                notice instanceof Notice.Maintenance maintenance
                    && (maintenance.over() || hasEnded(doomed, maintenance)));
  }

  private static boolean hasEnded(Doomed doomed, Notice.Maintenance maintenance) {
    return doomed.notices().containsKey(maintenance.key() + "/over");
  }

  private static DrainDecision returned(Doomed doomed, Facts facts, Instant now) {
    return facts.nodes().stream()
        .filter(node -> Return.isBack(node, doomed.instance(), now))
        .findFirst()
        .<DrainDecision>map(node ->
            new Restore(node.id(), doomed.instance() + " came back, and we drained its node"))
        .orElseGet(() -> new Close(Ending.RESTORED, "no node of it waits to be given back"));
  }

  private static DrainStep passed(Doomed doomed, Facts facts) {
    return facts.nodes().stream()
        .filter(node -> NodePlan.weDrain(node, doomed.instance()))
        // A drain that was also called for by something else goes on.
        .filter(
            node -> node.lastDrain().filter(last -> Ownership.coveredBy(last, doomed)).isPresent())
        .findFirst()
        .map(node ->
            new DrainStep(
                new Restore(node.id(), "the maintenance that it was drained for is over"), doomed))
        .orElseGet(
            () -> new DrainStep(new Close(Ending.RESTORED, "the maintenance is over"), doomed));
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
