package nomadops.drainer;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.drain.Clients.Outcome;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.NodeFacts.Alloc;
import nomadops.drainer.plan.Ownership;

/// Does what was decided: the one place from which Nomad and AWS are written to.
final class Performer {
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration TOLD = Duration.ofSeconds(1);

  private final Clients clients;
  private final HookDesk hooks;
  private final Watcher watcher;
  private final Neighbours neighbours;

  Performer(Clients clients, HookDesk hooks, Watcher watcher, Neighbours neighbours) {
    this.clients = clients;
    this.hooks = hooks;
    this.watcher = watcher;
    this.neighbours = neighbours;
  }

  /// Does one thing, and tells the watcher how it went.
  ///
  /// @return how long to wait for news before the next look
  Duration perform(Case one, Doomed doomed, DrainDecision decision) throws InterruptedException {
    try {
      Optional<String> refused = perform(one, decision);
      if (decision instanceof DrainDecision.Cordon) {
        neighbours.cordoned(one);
      }
      if (refused.isPresent()) {
        watcher.refused(doomed, decision, refused.get());
      } else {
        watcher.performed(doomed, decision);
      }
      // Nomad tells of the drain that it was asked for.
      return decision instanceof DrainDecision.Drain ? TOLD : Duration.ZERO;
    } catch (NomadFault fault) {
      watcher.failed(doomed, decision.reason(), fault);
      return AFTER_FAULT;
    }
  }

  /// @return why it came to nothing; empty when it is done
  private Optional<String> perform(Case one, DrainDecision decision) throws InterruptedException {
    switch (decision) {
      case DrainDecision.Cordon cordon -> clients.markIneligible(cordon.nodeId());
      case DrainDecision.Drain drain ->
          clients.drain(drain.nodeId(), drain.deadline(), drain.ignoreSystemJobs(), drain.meta());
      case DrainDecision.StopJob(String nodeId, Alloc alloc, String _) -> {
        return asked(one, alloc.id(), clients.stopJob(nodeId, alloc));
      }
      case DrainDecision.Replace(String _, Alloc alloc, String _) -> {
        Outcome outcome = clients.replace(alloc);
        if (outcome instanceof Outcome.Done) {
          one.moved(alloc.id());
        }
        return asked(one, alloc.id(), outcome);
      }
      case DrainDecision.Rerun(CutWork cut, String _) -> {
        return asked(one, cut.alloc(), clients.rerun(cut));
      }
      case DrainDecision.Restore restore -> {
        Clients.Restored _ = clients.restore(restore.nodeId(), Ownership.of(one.instance()));
      }
      case DrainDecision.Complete complete ->
          complete.hooks().forEach(hook -> hooks.complete(hook, one.instance(), complete.ending()));
      case DrainDecision.Wait _, DrainDecision.Close _ -> {}
    }
    return Optional.empty();
  }

  /// A refusal stands, too: the same would be asked for again and again.
  private static Optional<String> asked(Case one, String alloc, Outcome outcome) {
    one.asked(alloc);
    return outcome instanceof Outcome.Refused(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }
}
