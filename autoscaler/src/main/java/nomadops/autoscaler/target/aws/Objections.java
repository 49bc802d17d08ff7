package nomadops.autoscaler.target.aws;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.target.Target.Outcome;

/// What a fresh look at the group has against an effect; empty for nothing.
final class Objections {
  private Objections() {}

  /// Whether somebody else has it.
  ///
  /// @param mine who claimed it here
  static Optional<Outcome> asOwner(GroupFacts facts, String mine) {
    if (facts.owner().isEmpty()) {
      return refused(facts, "nobody's any more (its tag is gone): it must be claimed again");
    }
    String owner = facts.owner().get();
    return owner.equals(mine) ? Optional.empty() : Optional.of(owned(facts.name(), owner));
  }

  static Outcome owned(String group, String owner) {
    return new Outcome.Refused(
        "group %s is scaled by \"%s\"; to take it over, stop that one and delete the group's tag %s"
            .formatted(group, owner, AwsFacts.OWNER_TAG));
  }

  static Optional<Outcome> toResize(GroupFacts facts, int from, int to) {
    if (facts.desired() == to) {
      return already(facts, "told to have " + to + " already");
    }
    if (facts.desired() != from) {
      return refused(facts, "told to have %d meanwhile, not %d".formatted(facts.desired(), from));
    }
    if (to < facts.min() || to > facts.max()) {
      return refused(
          facts,
          "to have from %d to %d machines (MinSize, MaxSize), so not %d"
              .formatted(facts.min(), facts.max(), to));
    }
    return to > from ? toLaunch(facts) : toGiveUp(facts, to);
  }

  /// Which machine goes is not AWS's to choose: it does not know what runs there. So only what was
  /// never launched can be given up by number.
  private static Optional<Outcome> toGiveUp(GroupFacts facts, int to) {
    long living =
        facts.members().stream()
            .filter(m -> m.state() == State.LAUNCHING || m.state() == State.IN_SERVICE)
            .count();
    return to >= living
        ? toEnd(facts)
        : refused(
            facts,
            "on %d machines: told to have %d it would end some of its own choice; end them by name"
                .formatted(living, to));
  }

  /// @param decrement without another in its place
  static Optional<Outcome> toEnd(GroupFacts facts, String instance, boolean decrement) {
    Optional<Member> found =
        facts.members().stream().filter(m -> m.instance().equals(instance)).findFirst();
    if (found.isEmpty()) {
      return already(facts, "without " + instance);
    }
    Optional<Outcome> ofMember = toEnd(facts, found.get());
    if (ofMember.isPresent()) {
      return ofMember;
    }
    if (decrement && facts.desired() <= facts.min()) {
      return refused(
          facts,
          "told to have %d machines; without %s it would be under its MinSize %d"
              .formatted(facts.desired(), instance, facts.min()));
    }
    return toEnd(facts).or(() -> decrement ? Optional.empty() : toLaunch(facts));
  }

  private static Optional<Outcome> toEnd(GroupFacts facts, Member member) {
    String instance = member.instance();
    return switch (member.state()) {
      case ENDING -> already(facts, "ending " + instance + " already");
      case WARM -> refused(facts, "keeping " + instance + " in its warm pool");
      case ASIDE -> refused(facts, "keeping " + instance + " in standby, or detaching it");
      case LAUNCHING, IN_SERVICE ->
          member.guarded()
              ? refused(facts, "protecting " + instance + " from scale-in")
              : Optional.empty();
    };
  }

  private static Optional<Outcome> toLaunch(GroupFacts facts) {
    return facts.canLaunch()
        ? Optional.empty()
        : refused(facts, "not able to launch: " + reasons(facts, Standstill.Kind.NO_LAUNCH));
  }

  private static Optional<Outcome> toEnd(GroupFacts facts) {
    return facts.canEnd()
        ? Optional.empty()
        : refused(facts, "not able to end machines: " + reasons(facts, Standstill.Kind.NO_END));
  }

  private static String reasons(GroupFacts facts, Standstill.Kind kind) {
    return facts.standstills().stream()
        .filter(s -> Stream.of(kind, Standstill.Kind.NEITHER).anyMatch(k -> k == s.kind()))
        .map(Standstill::reason)
        .collect(Collectors.joining("; "));
  }

  private static Optional<Outcome> already(GroupFacts facts, String what) {
    return Optional.of(new Outcome.Already("group " + facts.name() + " is " + what));
  }

  private static Optional<Outcome> refused(GroupFacts facts, String what) {
    return Optional.of(new Outcome.Refused("group " + facts.name() + " is " + what));
  }
}
