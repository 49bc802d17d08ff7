package nomadops.drainer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.NodeFacts.Alloc;
import nomadops.drainer.plan.NodeFacts.Allocs;
import nomadops.drainer.plan.NodeFacts.PastDrain;
import nomadops.drainer.plan.NodeFacts.RunningDrain;

/** What the tests of the plan speak of. */
final class World {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");
  static final HookRef HOOK = new HookRef("workers", "drain", "token-1");
  static final Duration MARGIN = Duration.ofSeconds(10);

  static final Terms TERMS =
      new Terms(World::response, Duration.ofHours(1), MARGIN, Duration.ofMinutes(1), true);

  static final Duration KILL = Duration.ofSeconds(30);
  static final DrainPlan PLAN = new DrainPlan(TERMS);

  private World() {}

  static DrainDecision decide(Doomed doomed, Facts facts) {
    return PLAN.step(doomed, facts, NOW).decision();
  }

  static Doomed doomed(Notice... notices) {
    Doomed doomed = Doomed.by(notices[0], NOW);
    for (Notice notice : notices) {
      doomed = doomed.with(notice);
    }
    return doomed;
  }

  static Response response(Notice notice) {
    return switch (notice) {
      case Notice.Terminating _, Notice.SpotInterruption _, Notice.Requested _ ->
          new Response.Drain();
      case Notice.StateChange _ -> new Response.Force();
      case Notice.Rebalance _ -> new Response.Cordon();
      case Notice.Maintenance _ -> new Response.DrainAhead(Duration.ofHours(1));
      case Notice.Launching _ -> new Response.Welcome();
      case Notice.Returned _ -> new Response.Ignore();
      case Notice.Adopted _ -> new Response.Drain();
    };
  }

  static Notice terminating() {
    return new Notice.Terminating(INSTANCE, NOW, HOOK, false);
  }

  static Notice spot() {
    return new Notice.SpotInterruption(INSTANCE, NOW, NOW.plusSeconds(120), "terminate");
  }

  static Notice maintenance(Instant starts, boolean over) {
    return new Notice.Maintenance(
        INSTANCE,
        NOW,
        "event-1",
        "AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED",
        Optional.of(starts),
        over);
  }

  static NodeFacts node() {
    return new NodeFacts(
        "node-1",
        "client-1",
        "",
        "ready",
        true,
        Optional.empty(),
        Optional.empty(),
        7,
        Optional.of(new Allocs(List.of(), Duration.ZERO)));
  }

  static NodeFacts running(NodeFacts node, Duration killTimeout, String... types) {
    List<Alloc> allocs =
        java.util.Arrays.stream(types)
            .map(type -> new Alloc("a-" + type, "default", "job-" + type, "g", type, NOW))
            .toList();
    return with(
        node, node.eligible(), node.drain(), node.lastDrain(), new Allocs(allocs, killTimeout));
  }

  /** What runs on it is not known. */
  static NodeFacts unseen(NodeFacts node) {
    return new NodeFacts(
        node.id(),
        node.name(),
        node.nodeClass(),
        node.status(),
        node.eligible(),
        node.drain(),
        node.lastDrain(),
        node.modifyIndex(),
        Optional.empty());
  }

  static NodeFacts ineligible(NodeFacts node) {
    return with(node, false, node.drain(), node.lastDrain(), node.allocs().orElseThrow());
  }

  static NodeFacts status(NodeFacts node, String status) {
    return new NodeFacts(
        node.id(),
        node.name(),
        node.nodeClass(),
        status,
        node.eligible(),
        node.drain(),
        node.lastDrain(),
        node.modifyIndex(),
        node.allocs());
  }

  static NodeFacts draining(NodeFacts node, Optional<Instant> force, Map<String, String> meta) {
    return draining(node, force, meta, NOW);
  }

  private static NodeFacts draining(
      NodeFacts node, Optional<Instant> force, Map<String, String> meta, Instant now) {
    return with(
        node,
        false,
        Optional.of(new RunningDrain(NOW, force, true)),
        Optional.of(new PastDrain("draining", NOW, now, meta)),
        node.allocs().orElseThrow());
  }

  static NodeFacts after(NodeFacts node, String status, boolean eligible) {
    PastDrain last = node.lastDrain().orElseThrow();
    return with(
        node,
        eligible,
        Optional.empty(),
        Optional.of(new PastDrain(status, last.startedAt(), NOW, last.meta())),
        node.allocs().orElseThrow());
  }

  /** What Nomad shows after it was told so. */
  static NodeFacts told(NodeFacts node, DrainDecision.Drain drain, Instant now) {
    Optional<Instant> force =
        drain.deadline().isZero()
            ? Optional.empty()
            : Optional.of(drain.deadline().isNegative() ? now : now.plus(drain.deadline()));
    return draining(node, force, drain.meta(), now);
  }

  private static NodeFacts with(
      NodeFacts node,
      boolean eligible,
      Optional<RunningDrain> drain,
      Optional<PastDrain> last,
      Allocs allocs) {
    return new NodeFacts(
        node.id(),
        node.name(),
        node.nodeClass(),
        node.status(),
        eligible,
        drain,
        last,
        node.modifyIndex() + 1,
        Optional.of(allocs));
  }

  static Facts facts(NodeFacts... nodes) {
    return new Facts(List.of(nodes), Map.of(), true, true);
  }

  static Facts completed(Facts facts) {
    return new Facts(
        facts.nodes(),
        Map.of(HOOK, new HookFacts(HookFacts.State.COMPLETED, Optional.empty(), Optional.empty())),
        facts.neighboursCordoned(),
        facts.allNamespacesSeen());
  }

  static Facts hook(Facts facts, HookFacts hook) {
    return new Facts(
        facts.nodes(), Map.of(HOOK, hook), facts.neighboursCordoned(), facts.allNamespacesSeen());
  }
}
