package nomadops.drainer.cli;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nomadops.drainer.Journal;
import nomadops.drainer.Watcher;
import nomadops.drainer.drain.Clients;
import nomadops.drainer.dry.DryClients;
import nomadops.drainer.dry.DryHooks;
import nomadops.drainer.dry.DryQueue;
import nomadops.drainer.dry.DryWatcher;
import nomadops.drainer.dry.Narrator;
import nomadops.drainer.lifecycle.Hooks;
import nomadops.drainer.sqs.Queue;
import nomadops.runtime.audit.AuditLog;

/// What the drainer acts with: the cloud and Nomad, or in a dry run a printer in place of each.
///
/// @param queues what a queue is made into
/// @param journal who tells of what happens
record Hands(Clients clients, Hooks hooks, UnaryOperator<Queue> queues, List<Watcher> journal) {
  Hands {
    journal = List.copyOf(journal);
  }

  static Hands real(Clients clients, Hooks hooks, Optional<AuditLog> audit, InstantSource clock) {
    return new Hands(clients, hooks, UnaryOperator.identity(), List.of(new Journal(audit, clock)));
  }

  /// Of each port only the question is passed on, so nothing here can write.
  static Hands dry(Clients clients, Hooks hooks, Narrator narrator, InstantSource clock) {
    return new Hands(
        new DryClients(clients::of, narrator, clock),
        new DryHooks(hooks::terms, narrator),
        queue -> new DryQueue(queue.name(), queue::receive, narrator),
        List.of(new DryWatcher(narrator)));
  }
}
