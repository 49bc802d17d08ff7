package nomadops.drainer.webhook;

import java.util.List;

/// What became of a request that passed the gate. It is remembered with its signature, and each
/// answer to that signature is made from it.
sealed interface Outcome {

  /// The drainer has its notices.
  ///
  /// @param notedSuffices the sender does not wait for the notices to be safe
  record Noted(List<Known> notices, boolean notedSuffices) implements Outcome {
    public Noted {
      notices = List.copyOf(notices);
    }
  }

  /// Understood, and nothing follows from it.
  record Nothing() implements Outcome {}

  record Refused(Refusal why, List<String> faults) implements Outcome {
    public Refused {
      faults = List.copyOf(faults);
    }

    /// The same request may fare better later.
    boolean passes() {
      return why == Refusal.FULL || why == Refusal.FAILED;
    }
  }
}
