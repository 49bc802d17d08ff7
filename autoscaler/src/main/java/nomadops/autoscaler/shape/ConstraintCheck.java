package nomadops.autoscaler.shape;

import nomadops.autoscaler.shape.Targets.Target;

/// Whether a node meets one constraint, as Nomad's `ConstraintChecker` decides it
/// (`scheduler/feasible/feasible.go`).
final class ConstraintCheck {
  private static final Feasibility FITS = new Feasibility.Fits();

  private final Targets targets;

  ConstraintCheck(Targets targets) {
    this.targets = targets;
  }

  Feasibility of(Constraint constraint) {
    Target left = targets.of(constraint.left());
    Target right = targets.of(constraint.right());
    return switch (constraint.operand()) {
      case "distinct_hosts", "distinct_property" -> FITS;
      case "is_set" -> isSet(constraint, left);
      case "is_not_set" -> answer(left instanceof Target.Missing, constraint, left, right);
      case "!=", "not" -> differs(constraint, left, right);
      case "=", "==", "is" -> equal(constraint, left, right);
      default -> compared(constraint, left, right);
    };
  }

  private Feasibility isSet(Constraint constraint, Target left) {
    return left instanceof Target.Missing ? absent(constraint, constraint.left()) : FITS;
  }

  /// True where either is missing, unless both are: then both are empty text to Nomad.
  private Feasibility differs(Constraint constraint, Target left, Target right) {
    if (pins(constraint)) {
      return FITS;
    }
    return answer(!text(left).equals(text(right)), constraint, left, right);
  }

  private Feasibility equal(Constraint constraint, Target left, Target right) {
    if (pins(constraint)) {
      return new Feasibility.Refused(
          "wants " + constraint + ", which is one machine: a new node will not help");
    }
    return compared(constraint, left, right);
  }

  private static boolean pins(Constraint constraint) {
    return Targets.identifies(constraint.left()) || Targets.identifies(constraint.right());
  }

  /// Operands that are never met where a side is missing.
  private Feasibility compared(Constraint constraint, Target left, Target right) {
    if (left instanceof Target.Missing) {
      return absent(constraint, constraint.left());
    }
    if (right instanceof Target.Missing) {
      return absent(constraint, constraint.right());
    }
    if (left instanceof Target.OwnOfMachine || right instanceof Target.OwnOfMachine) {
      return new Feasibility.Unknown(
          "wants " + constraint + "; what a new node will be called is not known");
    }
    try {
      boolean met = Operand.met(constraint.operand(), text(left), text(right));
      return answer(met, constraint, left, right);
    } catch (GoRegex.Undecided e) {
      return new Feasibility.Unknown("wants " + constraint + ", " + e.getMessage());
    }
  }

  private Feasibility absent(Constraint constraint, String target) {
    return targets.partial() && target.startsWith("${")
        ? new Feasibility.Unknown(
            "wants " + constraint + "; add " + target + " to the configured template")
        : new Feasibility.Refused("wants " + constraint + "; the node has no " + target);
  }

  private static Feasibility answer(boolean met, Constraint constraint, Target left, Target right) {
    if (met) {
      return FITS;
    }
    Target node = constraint.left().startsWith("${") ? left : right;
    return new Feasibility.Refused("wants " + constraint + "; the node has " + shown(node));
  }

  private static String text(Target target) {
    return switch (target) {
      case Target.Value(String text) -> text;
      case Target.Missing _, Target.OwnOfMachine _ -> "";
    };
  }

  private static String shown(Target target) {
    return switch (target) {
      case Target.Value(String text) -> text.isEmpty() ? "nothing there" : text;
      case Target.Missing _ -> "no such thing";
      case Target.OwnOfMachine _ -> "one of its own";
    };
  }
}
