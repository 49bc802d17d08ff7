package nomadops.health.quarantine.effect;

/// What became of a decision.
public sealed interface Outcome {
  /// For people, one line; empty when there is nothing to add.
  String reason();

  /// For metrics.
  String word();

  /// It is so.
  record Done() implements Outcome {
    @Override
    public String reason() {
      return "";
    }

    @Override
    public String word() {
      return "done";
    }
  }

  /// Nothing was done, as it is no longer as it was when it was decided, or this controller may not
  /// act.
  record NotDone(String reason) implements Outcome {
    @Override
    public String word() {
      return "not_done";
    }
  }

  /// A call broke off, and nobody can tell whether it was done. The next views show it.
  record Unknown(String reason) implements Outcome {
    @Override
    public String word() {
      return "unknown";
    }
  }
}
