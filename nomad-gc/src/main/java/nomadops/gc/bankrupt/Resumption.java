package nomadops.gc.bankrupt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.Read;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.gc.bankrupt.plan.BankruptDecision;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.runtime.Failure;
import nomadops.runtime.audit.AuditUnavailable;

/// Puts the scheduler configuration back, removes the record, and looks whether the cluster
/// schedules. Without a record of its own it does so for whatever record stands there, and is safe
/// at any time: where the broker runs, nothing is written.
final class Resumption implements Performer {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int LOOKS = 5;

  /// As many may always be under way.
  private static final long FEW = 100;

  private final World world;
  private final Optional<OwnRecord> own;
  private final Broker broker;
  private final BankruptListener listener;

  Resumption(World world, Optional<OwnRecord> own, BankruptListener listener) {
    this.world = world;
    this.own = own;
    this.broker = new Broker(world.nomad().operator());
    this.listener = listener;
  }

  @Override
  public BankruptFact perform(BankruptDecision decision)
      throws InterruptedException, OwnRecord.Lost {
    return switch (decision) {
      case BankruptDecision.Resume resume -> resume(resume.reason());
      case BankruptDecision.RemoveRecord _ -> forget();
      case BankruptDecision.Verify _ -> verify();
      case BankruptDecision.SaveSnapshot _,
          BankruptDecision.WriteRecord _,
          BankruptDecision.Pause _,
          BankruptDecision.ListDead _,
          BankruptDecision.Purge _,
          BankruptDecision.DeleteEvaluations _,
          BankruptDecision.Wait _,
          BankruptDecision.Done _ ->
          throw new IllegalArgumentException("not part of a resumption: " + decision);
    };
  }

  private BankruptFact resume(String reason) throws OwnRecord.Lost {
    if (own.isPresent()) {
      boolean _ = own.get().stands();
    }
    Optional<SchedulerConfiguration> before = before();
    SchedulerConfiguration now = broker.read();
    boolean reject =
        before
            .map(SchedulerConfiguration::rejectJobRegistration)
            .orElse(now.rejectJobRegistration());
    before.map(was -> Broker.changedByOthers(was, now)).ifPresent(this::tell);
    if (!broker.resume(now, reject)) {
      return new BankruptFact.Faulted("somebody else wrote the scheduler configuration", false);
    }
    audit(reason, reject, now.pauseEvalBroker() ? "resumed" : "ran already");
    if (reject && before.isEmpty()) {
      listener.said(
          "Registrations are refused (RejectJobRegistration), and nobody wrote down whether that was meant. To take"
              + " them again: nomad operator scheduler set-config -reject-job-registration=false");
    }
    return new BankruptFact.Resumed();
  }

  private void tell(List<String> changed) {
    if (!changed.isEmpty()) {
      listener.said(
          "Somebody changed "
              + String.join(", ", changed)
              + " of the scheduler configuration meanwhile. That stays; only PauseEvalBroker and"
              + " RejectJobRegistration are put back.");
    }
  }

  private Optional<SchedulerConfiguration> before() {
    if (own.isPresent()) {
      return own.map(record -> record.record().before());
    }
    try {
      return world.records().read().map(kept -> kept.record().before());
    } catch (Failure e) {
      listener.said(e.getMessage() + "");
      return Optional.empty();
    }
  }

  /// An audit log that is full must not keep the broker paused.
  private void audit(String reason, boolean reject, String outcome) {
    try {
      world
          .deeds()
          .told("resume-broker", reason, Map.of("reject_job_registration", reject), outcome);
    } catch (AuditUnavailable e) {
      listener.said(e.getMessage() + "");
    }
  }

  private BankruptFact forget() {
    boolean gone =
        own.map(OwnRecord::remove)
            .orElseGet(() -> {
              OptionalLong index = world.records().index();
              return index.isEmpty() || world.records().remove(index.getAsLong());
            });
    return gone
        ? new BankruptFact.Forgotten()
        : new BankruptFact.Faulted("somebody else writes the record", false);
  }

  /// What waited is worked on now, so it gets fewer.
  private BankruptFact verify() throws InterruptedException {
    if (broker.read().pauseEvalBroker()) {
      return new BankruptFact.Verified(false, "somebody paused the broker again");
    }
    long first = pending();
    long now = first;
    for (int look = 0; look < LOOKS && now >= FEW; look++) {
      world.pause().sleep(LOOK);
      long next = pending();
      if (next < now) {
        return new BankruptFact.Verified(true, next + " evaluations are pending, and get fewer");
      }
      now = next;
    }
    return now < FEW
        ? new BankruptFact.Verified(true, now + " evaluations are pending")
        : new BankruptFact.Verified(
            false,
            "the broker runs, and yet " + now + " evaluations are pending and do not get fewer");
  }

  private long pending() {
    return world
        .nomad()
        .evaluations()
        .count(Read.defaults().inAllNamespaces().withFilter("Status == \"pending\""))
        .value();
  }

  @Override
  public Done done() {
    return Done.NOTHING;
  }

  @Override
  public void close() {}
}
