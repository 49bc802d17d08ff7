package nomadops.gc.bankrupt;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.gc.bankrupt.plan.BankruptDecision;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.gc.bankrupt.plan.Stage;
import nomadops.gc.intake.NomadJobList;
import nomadops.gc.intake.PendingEvaluations;
import nomadops.gc.intake.Survey;
import nomadops.gc.purge.Compensator;
import nomadops.gc.purge.FinishedEvals;
import nomadops.gc.purge.NomadPurgeTarget;
import nomadops.gc.purge.Purger;
import nomadops.gc.purge.Unpaced;
import nomadops.runtime.Failure;

/// The whole work of a bankruptcy.
final class Work implements Performer {
  /// As the by-hand procedure was measured: more do not make a server of two cores faster.
  private static final int AT_ONCE = 16;

  private final World world;
  private final Terms terms;
  private final OwnRecord own;
  private final Resumption resumption;
  private final Broker broker;
  private final Crew crew = new Crew(AT_ONCE);
  private final Tally tally = new Tally();
  private final PurgeRound purging;
  private final EvalSweep sweep;
  private Stage noted = Stage.RECORD;
  private long snapshotBytes;

  private Work(World world, Terms terms, OwnRecord own, BankruptListener listener) {
    this.world = world;
    this.terms = terms;
    this.own = own;
    this.resumption = new Resumption(world, Optional.of(own), listener);
    this.broker = new Broker(world.nomad().operator());
    NomadJobList list =
        NomadJobList.consistent(
            world.nomad(),
            terms.config().namespace(),
            terms.config().filter(),
            terms.config().pageSize());
    this.purging =
        new PurgeRound(
            new Survey(list, world.judge(), world.clock()),
            unpaced(world),
            world.safekeeping(),
            crew,
            tally,
            listener::settled);
    this.sweep = new EvalSweep(world.nomad(), terms.config().namespace(), crew, tally);
  }

  static Work of(
      World world, Terms terms, Optional<RecordStore.Kept> left, BankruptListener listener) {
    OwnRecord own =
        left.map(kept -> OwnRecord.adopted(world.records(), kept, terms.owner(), terms.who()))
            .orElseGet(() -> OwnRecord.fresh(world.records(), fresh(world, terms)));
    return new Work(world, terms, own, listener);
  }

  private static BankruptRecord fresh(World world, Terms terms) {
    return new BankruptRecord(
        terms.owner(),
        terms.who(),
        world.clock().instant(),
        terms.cluster(),
        Stage.RECORD.word(),
        world.nomad().operator().schedulerConfiguration().value(),
        terms.snapshot().map(file -> file.toAbsolutePath().toString()).orElse(""),
        terms.audit());
  }

  private Unpaced unpaced(World around) {
    NomadClient nomad = around.nomad();
    return new Unpaced(
        new NomadPurgeTarget(nomad, new FinishedEvals()),
        new Purger.Surroundings(
            () -> around.fence().held() && !crew.halting(),
            around.trail(),
            new Compensator(
                spec -> nomad.jobs().registerIfUnchanged(spec, 0).isPresent(), around.trail()),
            around.safekeeping(),
            around.judge()::saw,
            around.clock(),
            around.ticker(),
            around.pause()));
  }

  @Override
  public BankruptFact perform(BankruptDecision decision)
      throws InterruptedException, OwnRecord.Lost {
    return switch (decision) {
      case BankruptDecision.SaveSnapshot _ -> snapshot();
      case BankruptDecision.WriteRecord _ -> {
        own.write(Stage.RECORD.word());
        yield new BankruptFact.Recorded();
      }
      case BankruptDecision.Pause pause -> pause(pause.reason());
      case BankruptDecision.ListDead _ -> {
        note(Stage.PURGE);
        yield purging.list();
      }
      case BankruptDecision.Purge _ -> purge();
      case BankruptDecision.DeleteEvaluations _ -> {
        note(Stage.EVALUATIONS);
        yield sweep();
      }
      case BankruptDecision.Resume _, BankruptDecision.RemoveRecord _, BankruptDecision.Verify _ ->
          resumption.perform(decision);
      case BankruptDecision.Wait _, BankruptDecision.Done _ ->
          throw new IllegalArgumentException("nothing to do: " + decision);
    };
  }

  private BankruptFact snapshot() {
    Path file = terms.snapshot().orElseThrow();
    try {
      snapshotBytes = SnapshotFile.save(world.nomad().operator(), file);
      world.deeds().told("snapshot", "before a bankruptcy", Map.of(), file.toString());
      return new BankruptFact.SnapshotSaved(snapshotBytes);
    } catch (FileSystemException e) {
      throw new Failure(
          file + ": " + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()));
    } catch (IOException e) {
      throw new Failure(file + ": " + e.getMessage());
    }
  }

  private BankruptFact pause(String reason) throws OwnRecord.Lost {
    SchedulerConfiguration now = broker.read();
    if (Broker.isPaused(now) && paused(now)) {
      return new BankruptFact.Paused();
    }
    // What an earlier process wrote down is what was before it, not what it left.
    boolean changed = now.modifyIndex() != own.record().before().modifyIndex();
    if (changed && !own.wasFound()) {
      own.before(now);
      own.write(Stage.PAUSE.word());
    }
    world.deeds().told("pause-broker", reason, Map.of(), "sending");
    return broker.pause(now)
        ? new BankruptFact.Paused()
        : new BankruptFact.Faulted("somebody else wrote the scheduler configuration", false);
  }

  /// Whether it was this process, or the one before it, that paused: the answer may have been lost.
  private boolean paused(SchedulerConfiguration now) {
    return own.wasFound() || now.modifyIndex() != own.record().before().modifyIndex();
  }

  private BankruptFact purge() throws InterruptedException, OwnRecord.Lost {
    boolean _ = own.stands();
    if (!broker.read().pauseEvalBroker()) {
      return new BankruptFact.BrokerRuns("PauseEvalBroker is false");
    }
    BankruptFact fact = purging.purge();
    return world.trail().ready()
        ? fact
        : new BankruptFact.Faulted("the audit log cannot be written", true);
  }

  private BankruptFact sweep() throws InterruptedException {
    if (!broker.read().pauseEvalBroker()) {
      return new BankruptFact.BrokerRuns("PauseEvalBroker is false");
    }
    BankruptFact fact = sweep.round();
    if (fact instanceof BankruptFact.EvaluationsDeleted(long count, long left)) {
      world
          .deeds()
          .told(
              "delete-evaluations",
              PendingEvaluations.DEREGISTRATIONS,
              Map.of("left", left),
              count + "");
    }
    return fact;
  }

  /// The record tells how far it is; one that somebody removed is written anew.
  private void note(Stage stage) throws OwnRecord.Lost {
    if (noted != stage) {
      own.write(stage.word());
      noted = stage;
    }
  }

  @Override
  public Done done() {
    return new Done(tally, sweep.deleted(), sweep.left(), snapshotBytes);
  }

  @Override
  public void close() {
    crew.close();
  }
}
