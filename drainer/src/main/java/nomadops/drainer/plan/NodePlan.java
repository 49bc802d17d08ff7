package nomadops.drainer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.DrainDecision.Cordon;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Wait;
import nomadops.drainer.plan.NodeFacts.Allocs;
import nomadops.drainer.plan.NodeFacts.PastDrain;
import nomadops.drainer.plan.NodeFacts.RunningDrain;

/// One node of an instance that is to be drained now.
final class NodePlan {
  /// Nomad counts deadlines from when it takes the request; less than this is no difference.
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /// Events tell of what happens; this is for those that do not come.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration GLANCE = Duration.ofSeconds(2);
  private static final Duration BLINK = Duration.ofMillis(500);
  private static final Duration LEAST_DEADLINE = Duration.ofSeconds(1);

  /// Of a task that says nothing else (Nomad's `kill_timeout`, 1.7 to 2.0.5): as long as what is on
  /// a node is not known. A longer one that is found later brings the end forward.
  private static final Duration USUAL_KILL_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration AT_ONCE = Duration.ofNanos(-1);

  private final Terms terms;
  private final BatchPlan batch;

  NodePlan(Terms terms) {
    this.terms = terms;
    this.batch = new BatchPlan(terms);
  }

  /// What is to be done with this node; empty when nothing is left on it.
  Optional<DrainStep> step(Doomed doomed, NodeFacts node, Facts facts, Instant now) {
    if (node.drain().isPresent()) {
      return Optional.of(draining(doomed, node, node.drain().get(), facts, now));
    }
    if (cancelled(node, doomed)) {
      String why = "an operator cancelled the drain of " + node.name() + ", so it is left alone";
      return Optional.of(new DrainStep(new Wait(PATIENCE, why), doomed));
    }
    if (node.eligible()) {
      return Optional.of(
          new DrainStep(new Cordon(node.id(), "no new work for " + doomed.instance()), doomed));
    }
    return isDrained(doomed, node, facts)
        ? stopping(doomed, node)
        : Optional.of(new DrainStep(start(doomed, node, facts, now), doomed));
  }

  private DrainDecision start(Doomed doomed, NodeFacts node, Facts facts, Instant now) {
    if (!facts.neighboursCordoned()) {
      return new Wait(BLINK, "the other instances of its batch still take new work");
    }
    Instant end = end(doomed, now);
    Duration left = left(end, node, now);
    Instant cutAt = cutAt(left, now);
    String why = left.isNegative() ? "no time is left" : "it goes at " + end;
    return batch
        .next(doomed, node, Optional.of(cutAt), now)
        .orElseGet(() ->
            drain(node, Drain.Kind.START, left, Ownership.meta(doomed, node, end, cutAt), why));
  }

  private DrainStep draining(
      Doomed before, NodeFacts node, RunningDrain drain, Facts facts, Instant now) {
    Optional<Instant> asked =
        node.lastDrain().flatMap(last -> Ownership.deadline(last, before.instance()));
    Doomed doomed = before.within(asked);
    Instant end = end(doomed, now);
    Duration left = left(end, node, now);
    Instant cutAt = cutAt(left, now);
    Optional<DrainDecision> first =
        batch.next(
            doomed,
            node,
            drain.forceDeadline().filter(cutAt::isAfter).or(() -> Optional.of(cutAt)),
            now);
    if (first.isPresent()) {
      return new DrainStep(first.get(), doomed);
    }
    Optional<Instant> askedCut =
        node.lastDrain().flatMap(last -> Ownership.cut(last, before.instance()));
    if (isTooLate(askedCut, drain, cutAt)) {
      String why = "the budget ends at " + end;
      return new DrainStep(
          drain(node, Drain.Kind.SHORTEN, left, Ownership.meta(doomed, node, end, cutAt), why),
          doomed);
    }
    return new DrainStep(
        Stalled.of(node, now)
            // None seen is not none where some are hidden: it waits for those.
            .filter(_ -> facts.allNamespacesSeen())
            .<DrainDecision>map(stalled ->
                drain(
                    node,
                    Drain.Kind.NUDGE,
                    stalled.nudge(),
                    Ownership.meta(doomed, node, end, askedCut.orElse(cutAt)),
                    stalled.reason()))
            .orElseGet(() -> new Wait(atMost(node, end, now), drains(node))),
        doomed);
  }

  /// No longer than the budget lasts; and a drain that waits for nothing may need a nudge.
  private static Duration atMost(NodeFacts node, Instant end, Instant now) {
    OptionalLong waitedFor = node.waitedFor();
    Duration usual = waitedFor.isPresent() && waitedFor.getAsLong() > 0 ? PATIENCE : GLANCE;
    Duration left = Duration.between(now, end);
    if (left.compareTo(BLINK) < 0) {
      return BLINK;
    }
    return left.compareTo(usual) < 0 ? left : usual;
  }

  private static String drains(NodeFacts node) {
    OptionalLong waitedFor = node.waitedFor();
    return waitedFor.isPresent()
        ? node.name() + " drains, " + waitedFor.getAsLong() + " allocations run"
        : node.name() + " drains, what runs on it is not known";
  }

  private static Instant cutAt(Duration left, Instant now) {
    return left.isNegative() ? now : now.plus(left);
  }

  private Drain drain(
      NodeFacts node, Drain.Kind kind, Duration deadline, Map<String, String> meta, String why) {
    return new Drain(node.id(), kind, deadline, terms.ignoreSystemJobs(), meta, why);
  }

  /// Nomad's clock may differ from ours, so what we asked for is compared with what we want now; an
  /// operator's drain, which tells only Nomad's time, is asked for once.
  private static boolean isTooLate(Optional<Instant> asked, RunningDrain drain, Instant cutAt) {
    return asked
        .or(drain::forceDeadline)
        .map(before -> Duration.between(cutAt, before).compareTo(TOLERANCE) > 0)
        .orElse(true);
  }

  private Instant end(Doomed doomed, Instant now) {
    return doomed.deadline().orElse(now.plus(terms.longest()));
  }

  /// How long allocations may take: until the budget's end, less what stopping them takes.
  private Duration left(Instant end, NodeFacts node, Instant now) {
    Duration stopping = node.allocs().map(Allocs::longestKillTimeout).orElse(USUAL_KILL_TIMEOUT);
    Duration left = Duration.between(now, end).minus(terms.margin()).minus(stopping);
    return left.compareTo(LEAST_DEADLINE) < 0 ? AT_ONCE : left;
  }

  /// The drain is over; what it stopped may still be ending.
  private static Optional<DrainStep> stopping(Doomed doomed, NodeFacts node) {
    OptionalLong running = node.waitedFor();
    if (running.isPresent() && running.getAsLong() == 0) {
      return Optional.empty();
    }
    String why =
        running.isEmpty()
            ? "what runs on " + node.name() + " is not known"
            : running.getAsLong() + " allocations on " + node.name() + " are being stopped";
    return Optional.of(new DrainStep(new Wait(GLANCE, why), doomed));
  }

  /// A node that takes no new work and has none left needs no drain, whoever saw to that; but none
  /// seen says little with a token that does not see every namespace. One that may come back needs
  /// a drain to its name: that is how we know it for ours then.
  private static boolean isDrained(Doomed doomed, NodeFacts node, Facts facts) {
    OptionalLong running = node.waitedFor();
    boolean nothingRuns = running.isPresent() && running.getAsLong() == 0;
    boolean drainedByUs = weDrained(node, doomed.instance());
    // A drain of ours may be of its former life: it came back, and goes once more.
    boolean forThis = node.lastDrain().filter(last -> Ownership.covers(last, doomed)).isPresent();
    return (drainedByUs && forThis)
        || (nothingRuns
            && facts.allNamespacesSeen()
            && (drainedByUs || !Return.isPossible(doomed)));
  }

  /// An operator ended the drain that we started for all that we know; a further notice is a new
  /// reason.
  private static boolean cancelled(NodeFacts node, Doomed doomed) {
    return has(node, doomed.instance(), "canceled")
        && node.lastDrain().filter(last -> Ownership.covers(last, doomed)).isPresent();
  }

  static boolean weDrained(NodeFacts node, InstanceId instance) {
    return has(node, instance, "complete") && !node.eligible();
  }

  /// We drain it, or drained it and it is still out.
  static boolean weDrain(NodeFacts node, InstanceId instance) {
    return weDrained(node, instance)
        || (node.drain().isPresent() && has(node, instance, "draining"));
  }

  private static boolean has(NodeFacts node, InstanceId instance, String status) {
    Optional<PastDrain> last = node.lastDrain();
    return last.isPresent()
        && last.get().status().equals(status)
        && Ownership.isOurs(last.get(), instance);
  }
}
