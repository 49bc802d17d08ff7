package nomadops.health.quarantine.effect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.health.quarantine.record.Records;
import nomadops.health.quarantine.record.Records.Kept;
import nomadops.health.quarantine.view.Touches;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.Permit;

/// Does what was decided. Nomad sets an eligibility without asking what it was before (`PUT
/// /v1/node/:id/eligibility`, 1.7 to 2.0.5), so the client is read once more, from the leader,
/// right before; what is no longer as it was decided upon is left alone.
///
/// A quarantine is three writes: a record without an index, the eligibility, the record with the
/// index that the eligibility was written at. Wherever that breaks off, the record tells of it.
public final class Performer {
  /// Budgets hold for decisions that are done soon: what waited behind slow answers is decided
  /// anew.
  private static final Duration OLDEST = Duration.ofMinutes(1);

  private final NomadClient nomad;
  private final Records records;
  private final Touches touches;
  private final Fence fence;
  private final String name;
  private final InstantSource clock;
  private Instant decidedAt = Instant.MAX;

  /// @param nomad that sends each write once: a repeated one would be answered as if somebody else
  ///   had been quicker
  /// @param touches of the view that decisions are made upon
  /// @param name of this controller, for records
  public Performer(
      NomadClient nomad,
      Records records,
      Touches touches,
      Fence fence,
      String name,
      InstantSource clock) {
    this.nomad = nomad;
    this.records = records;
    this.touches = touches;
    this.fence = fence;
    this.name = name;
    this.clock = clock;
  }

  /// What stops a decision in the middle.
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1;

    Stopped(String reason) {
      super(reason, null, false, false);
    }
  }

  /// Does it. For one thread.
  ///
  /// @param decidedAt when the facts were read that it was decided upon
  /// @throws InterruptedException when this thread was interrupted before anything was sent
  public Outcome perform(Decision decision, Instant decidedAt) throws InterruptedException {
    return done(
        decidedAt,
        () -> {
          switch (decision) {
            case Decision.Quarantine asked -> quarantine(asked);
            case Decision.Release asked -> release(asked);
            case Decision.Disown asked -> disown(asked);
            case Decision.Hold _, Decision.CommonCause _ -> {
              // Told, and no more.
            }
          }
        });
  }

  private interface Steps {
    void take() throws Stopped;
  }

  private Outcome done(Instant since, Steps steps) throws InterruptedException {
    decidedAt = since;
    try {
      steps.take();
      return new Outcome.Done();
    } catch (Stopped e) {
      return new Outcome.NotDone("" + e.getMessage());
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      return fault.mayHaveActed()
          ? new Outcome.Unknown("" + fault.getMessage())
          : new Outcome.NotDone("" + fault.getMessage());
    }
  }

  private void quarantine(Decision.Quarantine asked) throws Stopped {
    Node node = read(asked.node());
    if (!node.schedulingEligibility().equals("eligible") || node.drain()) {
      throw new Stopped("somebody took it out of scheduling meanwhile");
    }
    long touched = touches.of(node);
    if (touched > asked.index()) {
      throw new Stopped("somebody touched it meanwhile: its index is " + touched);
    }
    Ownership intent =
        new Ownership(name, asked.reason(), clock.instant(), asked.expires(), OptionalLong.empty());
    mayAct();
    long version =
        records
            .begin(node.id(), intent)
            .orElseThrow(() -> new Stopped("there is a record of it already"));
    mayAct();
    long index = nomad.nodes().eligibility(node.id(), false).index();
    if (index == 0) {
      // Somebody else was quicker: it is theirs.
      boolean _ = records.remove(node.id(), version);
      throw new Stopped("somebody made it ineligible meanwhile");
    }
    if (records.replace(node.id(), intent.done(index), version).isEmpty()) {
      throw new Stopped("it is ineligible now, and somebody else wrote its record meanwhile");
    }
  }

  private void release(Decision.Release asked) throws Stopped {
    Kept kept = kept(asked.node());
    OptionalLong left = kept.ownership().map(Ownership::index).orElse(OptionalLong.empty());
    Node node = read(asked.node());
    if (left.isEmpty() || left.getAsLong() != asked.index() || touches.of(node) != asked.index()) {
      throw new Stopped("somebody touched it, or its record, meanwhile");
    }
    if (node.schedulingEligibility().equals("eligible") || node.drain()) {
      throw new Stopped("somebody released or drains it already");
    }
    mayAct();
    long _ = nomad.nodes().eligibility(node.id(), true).index();
    forget(asked.node(), kept);
  }

  private void disown(Decision.Disown asked) throws Stopped {
    Kept kept = kept(asked.node());
    mayAct();
    forget(asked.node(), kept);
  }

  /// Removes the record of a client that Nomad no longer knows: it was forgotten, or came back with
  /// another id. Does nothing when it is known after all.
  ///
  /// @throws InterruptedException when this thread was interrupted before anything was sent
  public Outcome forgetGone(String nodeId) throws InterruptedException {
    return done(
        clock.instant(),
        () -> {
          if (nomad.nodes().read(nodeId).value().isPresent()) {
            throw new Stopped("Nomad knows the client");
          }
          Kept kept = kept(nodeId);
          mayAct();
          forget(nodeId, kept);
        });
  }

  private void forget(String node, Kept kept) throws Stopped {
    if (!records.remove(node, kept.version())) {
      throw new Stopped("somebody else wrote its record meanwhile");
    }
  }

  private Node read(String id) throws Stopped {
    Optional<Node> node = nomad.nodes().read(id).value();
    return node.orElseThrow(() -> new Stopped("Nomad no longer knows it"));
  }

  private Kept kept(String node) throws Stopped {
    return records.of(node).orElseThrow(() -> new Stopped("its record is gone"));
  }

  private void mayAct() throws Stopped {
    if (clock.instant().isAfter(decidedAt.plus(OLDEST))) {
      throw new Stopped("it was decided more than " + OLDEST.toSeconds() + " s ago");
    }
    if (fence.permit() instanceof Permit.Refused(String reason)) {
      throw new Stopped("not the one that acts: " + reason);
    }
  }
}
