package nomadops.drainer.webhook;

import java.util.List;

/// What a body says.
sealed interface Reading {

  /// It could be read.
  ///
  /// @param told may be empty: understood, and nothing follows from it
  record Read(List<Told> told) implements Reading {
    public Read {
      told = List.copyOf(told);
    }
  }

  /// At least one fault, so that nothing of it is taken.
  record Unreadable(List<String> faults) implements Reading {
    public Unreadable {
      faults = List.copyOf(faults);
    }
  }
}
