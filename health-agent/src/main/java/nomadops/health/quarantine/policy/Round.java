package nomadops.health.quarantine.policy;

import static java.util.Comparator.comparingInt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.QuarantineState.Begun;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;

/// One step while it is made: first the clients that there are records for, then the sick ones.
final class Round {
  private final QuarantineTerms terms;
  private final ClusterFacts facts;
  private final List<Diagnosis> fleet;
  private final Map<String, Sight> sights;
  private final Map<String, Begun> begun;
  private final Map<String, Instant> theirs;
  private final Instant now;
  private final Tally tally;
  private final QuarantineState state;
  private Tokens tokens;

  Round(
      QuarantineTerms terms,
      ClusterFacts facts,
      List<Diagnosis> fleet,
      Map<String, Sight> sights,
      QuarantineState state,
      Instant now) {
    this.terms = terms;
    this.facts = facts;
    this.fleet = fleet;
    this.sights = sights;
    this.begun = new HashMap<>(state.begun());
    this.theirs = new HashMap<>(state.theirs());
    this.now = now;
    this.tally = new Tally(fleet, begun);
    this.state = state;
    this.tokens = state.tokens();
  }

  /// What becomes of the clients that there are records for.
  List<Decision> owned() {
    List<Decision> decisions = new ArrayList<>();
    for (Diagnosis diagnosis : fleet) {
      NodeFacts node = diagnosis.node();
      if (!begun.containsKey(node.id())) {
        node.ownership()
            .flatMap(record -> Owned.decide(terms, node, record, sight(node), now))
            .map(decision -> allowed(node, decision))
            .ifPresent(decisions::add);
      }
    }
    return decisions;
  }

  private Decision allowed(NodeFacts node, Decision decision) {
    Optional<Guard> standstill = standstill().or(() -> dryRun());
    if (standstill.isPresent()) {
      String what = decision instanceof Decision.Release ? "would be released: " : "is not ours: ";
      return hold(node, standstill.get(), what + decision.reason());
    }
    begun.put(node.id(), new Begun(false, now));
    if (decision instanceof Decision.Disown) {
      theirs.put(node.id(), now);
    }
    return decision;
  }

  /// What becomes of the sick, the worst first.
  List<Decision> sick() {
    return fleet.stream()
        .filter(diagnosis -> diagnosis.fails() && !isInHand(diagnosis.node()))
        .sorted(
            comparingInt((Diagnosis sick) -> -sick.own().size())
                .thenComparing(sick -> sick.node().id()))
        .map(this::sick)
        .toList();
  }

  private boolean isInHand(NodeFacts node) {
    return node.ownership().isPresent() || begun.containsKey(node.id());
  }

  private Decision sick(Diagnosis sick) {
    NodeFacts node = sick.node();
    Optional<Decision> held =
        byItself(sick)
            .or(() -> standstill().map(guard -> hold(node, guard, sick.told())))
            .or(() -> frozen().map(why -> hold(node, Guard.FREEZE, why)))
            .or(() -> tally.overShare(node, terms.mostShare()).map(w -> hold(node, Guard.SHARE, w)))
            .or(() ->
                tally
                    .tooFew(node, terms.fewest())
                    .map(why -> hold(node, Guard.MINIMUM_ELIGIBLE, why)));
    if (held.isPresent()) {
      return held.get();
    }
    if (!tokens.enough(terms.rate())) {
      return hold(
          node,
          Guard.RATE,
          "no more than %d clients are quarantined in %d min"
              .formatted(terms.rate().tokens(), terms.rate().per().toMinutes()));
    }
    tokens = tokens.lessOne(terms.rate());
    tally.close(node);
    String reason = "%s since %s".formatted(sick.told(), sight(node).since());
    if (facts.dryRun()) {
      return hold(node, Guard.DRY_RUN, "would be quarantined: " + reason);
    }
    begun.put(node.id(), new Begun(true, now));
    return new Decision.Quarantine(
        node.id(), node.name(), node.index(), now.plus(terms.waits().expiry()), reason);
  }

  /// What of the client itself protects it.
  private Optional<Decision> byItself(Diagnosis sick) {
    NodeFacts node = sick.node();
    if (!node.ready()) {
      return Optional.of(hold(node, Guard.NOT_READY, "it is not ready"));
    }
    if (node.draining()) {
      return Optional.of(hold(node, Guard.DRAINING, "it drains"));
    }
    if (!node.eligible()) {
      return Optional.of(hold(node, Guard.INELIGIBLE, "somebody else made it ineligible"));
    }
    if (node.never()) {
      return Optional.of(hold(node, Guard.OVERRIDE, "the operator says never"));
    }
    if (node.exempt()) {
      return Optional.of(hold(node, Guard.EXEMPT, "the settings leave it out"));
    }
    if (theirs.containsKey(node.id())) {
      return Optional.of(
          hold(node, Guard.THEIRS, "it was taken out of our hands at " + theirs.get(node.id())));
    }
    if (!sick.sick()) {
      return sick.excuse()
          .map(cause -> hold(node, Guard.COMMON_CAUSE, "many clients fail " + cause.word()));
    }
    if (!sight(node).been(Health.FAIL, terms.waits().sick(), now)) {
      return Optional.of(
          hold(
              node,
              Guard.SETTLING,
              "%s only since %s".formatted(sick.told(), sight(node).since())));
    }
    return Optional.empty();
  }

  private Optional<Guard> standstill() {
    if (facts.leaderSince().isEmpty()) {
      return Optional.of(Guard.NO_LEADER);
    }
    return facts.fresh() ? Optional.empty() : Optional.of(Guard.STALE_VIEW);
  }

  private Optional<Guard> dryRun() {
    return facts.dryRun() ? Optional.of(Guard.DRY_RUN) : Optional.empty();
  }

  private Optional<String> frozen() {
    Duration calm = terms.waits().calm();
    return facts
        .frozenUntil()
        .filter(now::isBefore)
        .map(until ->
            "the operator wants no quarantine until "
                + (until.equals(Instant.MAX) ? "it is resumed" : until))
        .or(() ->
            facts
                .leaderSince()
                .filter(since -> now.isBefore(since.plus(calm)))
                .map(since -> "the leader changed at " + since))
        .or(() ->
            facts
                .serversChangedAt()
                .filter(at -> now.isBefore(at.plus(calm)))
                .map(at -> "a server changed its version at " + at))
        .or(() ->
            Optional.of(state.actingSince())
                .filter(since -> now.isBefore(since.plus(calm)))
                .map(since -> "this controller has watched and acted only since " + since));
  }

  private Sight sight(NodeFacts node) {
    return Objects.requireNonNull(sights.get(node.id()));
  }

  private static Decision hold(NodeFacts node, Guard guard, String reason) {
    return new Decision.Hold(node.id(), node.name(), guard, reason);
  }

  /// What to remember. A dry run spends nothing.
  QuarantineState next(Map<Cause, Instant> causes) {
    return new QuarantineState(
        sights,
        begun,
        theirs,
        causes,
        facts.dryRun() ? state.tokens() : tokens,
        facts.leaderSince().isEmpty() ? now : state.actingSince(),
        now);
  }
}
