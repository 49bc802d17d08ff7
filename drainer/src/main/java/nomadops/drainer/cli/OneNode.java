package nomadops.drainer.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.drain.NodeLook;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.NodeFacts.PastDrain;
import nomadops.drainer.plan.NodeFacts.RunningDrain;
import nomadops.drainer.plan.Ownership;

/// A cluster that is one node, so that the drainer drains that one and no other, whatever its
/// instance is called. What an operator asks for differs a little from what a cloud does: a drain
/// that runs already is joined, which makes its cancelling ours to respect, and no deadline means
/// none.
///
/// For two threads: the drainer's, and one that watches.
final class OneNode implements Clients {
  private final NodeLook look;
  private final Clients cluster;
  private final String nodeId;
  private final Notice notice;
  private final DrainWish wish;
  private volatile Seen latest;
  private volatile boolean joined;
  private boolean ranBefore;
  private volatile boolean settled;
  private volatile boolean cancelled;

  OneNode(NodeLook look, Clients cluster, Seen first, Notice notice, DrainWish wish) {
    this.look = look;
    this.cluster = cluster;
    this.nodeId = first.facts().id();
    this.notice = notice;
    this.wish = wish;
    this.latest = first;
    this.joined = first.facts().drain().isPresent();
  }

  /// The node as it was seen last.
  Seen latest() {
    return latest;
  }

  /// A drain runs, and nothing about it is to be changed.
  boolean isSettled() {
    return settled;
  }

  /// Somebody cancelled the drain.
  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public List<NodeFacts> of(InstanceId instance) throws InterruptedException {
    Optional<Seen> seen = look.at(nodeId);
    if (seen.isEmpty()) {
      return List.of();
    }
    latest = seen.get();
    NodeFacts facts = seen.get().facts();
    boolean runs = facts.drain().isPresent();
    // Seen to run for the second time: the first look had no consequence.
    if (ranBefore && runs) {
      settled = true;
    }
    if (runs) {
      joined = true;
    }
    ranBefore = runs;
    NodeFacts told = asTold(facts);
    cancelled = !runs && told.lastDrain().filter(this::isCancelled).isPresent();
    return List.of(told);
  }

  private boolean isCancelled(PastDrain last) {
    return last.status().equals("canceled")
        && Ownership.notices(last.meta()).contains(notice.key())
        && notice.instance().value().equals(last.meta().get(Ownership.INSTANCE));
  }

  private NodeFacts asTold(NodeFacts facts) {
    return new NodeFacts(
        facts.id(),
        facts.name(),
        facts.nodeClass(),
        facts.status(),
        facts.eligible(),
        facts.drain().map(this::asTold),
        facts.lastDrain().map(this::asTold),
        facts.modifyIndex(),
        facts.allocs(),
        facts.cut());
  }

  /// What is to end at once is never too late, once it was told so, whatever Nomad's clock says.
  private RunningDrain asTold(RunningDrain drain) {
    boolean forced = drain.forceDeadline().filter(drain.startedAt()::equals).isPresent();
    return forced
        ? new RunningDrain(drain.startedAt(), Optional.of(Instant.EPOCH), drain.ignoreSystemJobs())
        : drain;
  }

  private PastDrain asTold(PastDrain last) {
    Map<String, String> meta = new TreeMap<>(last.meta());
    if (joined) {
      meta.put(Ownership.INSTANCE, notice.instance().value());
      Set<String> notices = Ownership.notices(meta);
      notices.add(notice.key());
      meta.put(Ownership.NOTICES, Ownership.joined(notices));
    }
    if (wish.isAtOnce()) {
      // An end that was asked for earlier may be sooner than ours, and still is no end at once.
      meta.remove(Ownership.DEADLINE);
    }
    return new PastDrain(last.status(), last.startedAt(), last.updatedAt(), meta);
  }

  @Override
  public void markIneligible(String node) throws InterruptedException {
    cluster.markIneligible(node);
  }

  /// What the drain that runs says of itself is kept.
  @Override
  public void drain(
      String node, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta)
      throws InterruptedException {
    Map<String, String> all = new TreeMap<>();
    NodeFacts facts = latest.facts();
    if (facts.drain().isPresent()) {
      facts.lastDrain().ifPresent(last -> all.putAll(last.meta()));
    }
    Set<String> notices = Ownership.notices(all);
    notices.addAll(Ownership.notices(meta));
    all.putAll(meta);
    all.put(Ownership.NOTICES, Ownership.joined(notices));
    if (!wish.message().isEmpty()) {
      all.put(NodeStanding.MESSAGE, wish.message());
    }
    if (facts.drain().isEmpty()) {
      all.put(Ownership.BY, "operator");
    }
    boolean never = deadline.compareTo(DrainWish.NEVER.dividedBy(2)) > 0;
    cluster.drain(node, never ? Duration.ZERO : deadline, ignoreSystemJobs, all);
    joined = true;
    settled = true;
  }

  @Override
  public Outcome stopJob(String node, NodeFacts.Alloc alloc) throws InterruptedException {
    return cluster.stopJob(node, alloc);
  }

  @Override
  public Outcome replace(NodeFacts.Alloc alloc) throws InterruptedException {
    return cluster.replace(alloc);
  }

  @Override
  public Outcome rerun(CutWork cut) throws InterruptedException {
    return cluster.rerun(cut);
  }

  @Override
  public Restored restore(String node, Map<String, String> ours) throws InterruptedException {
    return cluster.restore(node, ours);
  }
}
