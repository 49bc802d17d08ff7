package nomadops.gc.nodes;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.purge.Fence;
import nomadops.runtime.audit.AuditUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for nodes that are down for long and purges them, one at a time: each is read
/// consistently, then fence, audit line, fence again, purge; and the next one only when the
/// evaluations that the purge made have ended. The only place from which a node is purged.
public final class NodeSweep {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSweep.class);
  private static final Duration EVALS = Duration.ofMinutes(1);
  private static final Duration NAP = Duration.ofMillis(200);

  private final NodeTarget target;
  private final DownNodeRule rule;
  private final HourlyBound bound;
  private final Fence fence;
  private final Supplier<Optional<String>> gate;
  private final NodeJournal journal;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Pause pause;
  private final NodeCounts counts = new NodeCounts();

  /// A sweep.
  ///
  /// @param perHour the most in any hour
  /// @param gate why nothing may be purged now; empty if it may
  public NodeSweep(
      NodeTarget target,
      DownNodeRule rule,
      int perHour,
      Fence fence,
      Supplier<Optional<String>> gate,
      NodeJournal journal,
      InstantSource clock,
      Ticker ticker,
      Pause pause) {
    this.target = target;
    this.rule = rule;
    this.bound = new HourlyBound(perHour);
    this.fence = fence;
    this.gate = gate;
    this.journal = journal;
    this.clock = clock;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// Sweeps again and again, until told to stop. A fault ends one sweep, not the next.
  public void run(BooleanSupplier stop, Duration interval) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      if (fence.held()) {
        once(stop);
      }
      long from = ticker.nanos();
      while (!stop.getAsBoolean() && ticker.nanos() - from < interval.toNanos()) {
        pause.sleep(NAP);
      }
    }
  }

  /// One sweep; what stands in its way is in [NodeCounts#hold()].
  ///
  /// @return false when a fault ended it
  public boolean once(BooleanSupplier stop) throws InterruptedException {
    try {
      List<String> down = target.down();
      counts.listed(down.size());
      Optional<String> hidden = down.isEmpty() ? Optional.empty() : target.hidden();
      counts.held(hidden.orElse(""));
      hidden.ifPresent(why -> LOG.warn("no node is purged: {}", why));
      if (hidden.isEmpty()) {
        sweep(down, stop);
      }
      return true;
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      counts.held(String.valueOf(fault.getMessage()));
      LOG.warn("looking for nodes that are down failed: {}", fault.getMessage());
      return false;
    } catch (AuditUnavailable e) {
      counts.held(String.valueOf(e.getMessage()));
      LOG.warn("no node is purged: {}", e.getMessage());
      return false;
    }
  }

  private void sweep(List<String> down, BooleanSupplier stop) throws InterruptedException {
    for (String id : down) {
      Optional<String> closed = closed();
      if (closed.isPresent() || stop.getAsBoolean()) {
        counts.held(closed.orElse(""));
        return;
      }
      Optional<NodeFacts> node = target.read(id);
      if (node.isPresent()
          && rule.judge(node.get(), clock.instant()) instanceof NodeVerdict.Purge(String reason)) {
        purge(node.get(), reason);
      }
    }
  }

  private Optional<String> closed() {
    if (!fence.held()) {
      return Optional.of("another replica leads");
    }
    return bound.allows(ticker.nanos())
        ? gate.get()
        : Optional.of("as many nodes as an hour may have were purged");
  }

  private void purge(NodeFacts node, String reason) throws InterruptedException {
    journal.intend(node, reason);
    if (!fence.held()) {
      journal.ended(node, "not sent: leadership lost", "abandoned");
      return;
    }
    bound.count(ticker.nanos());
    NodeTarget.Purged purged;
    try {
      purged = target.purge(node.id());
    } catch (NomadFault fault) {
      String outcome = outcome(fault);
      counts.ended(outcome);
      journal.ended(node, String.valueOf(fault.getMessage()), outcome);
      LOG.warn("node {} ({}): {}", node.name(), node.id(), fault.getMessage());
      if (!outcome.equals("gone")) {
        throw fault;
      }
      return;
    }
    counts.ended("purged");
    journal.ended(
        node,
        "purged at index " + purged.index() + ", evaluations: " + purged.evalIds().size(),
        "purged");
    LOG.info("purged node {} ({}): {}", node.name(), node.id(), reason);
    target.awaitEvals(purged, EVALS);
  }

  /// A purge whose answer was lost is looked at by the next sweep: the node is gone, or still
  /// there.
  private static String outcome(NomadFault fault) {
    return switch (fault) {
      case NomadFault.Answered answered when answered.isNotFound() -> "gone";
      case NomadFault.Answered answered when answered.status() < 500 -> "refused";
      case NomadFault.NotSent _ -> "refused";
      case NomadFault.Answered _, NomadFault.MaybeApplied _, NomadFault.Garbled _ -> "unknown";
    };
  }

  public NodeCounts counts() {
    return counts;
  }
}
