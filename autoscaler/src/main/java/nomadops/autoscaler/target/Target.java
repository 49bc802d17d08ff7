package nomadops.autoscaler.target;

import nomadops.autoscaler.facts.GroupFacts;

/// A group of machines that can be told to grow, and to give up one machine. Every call may be
/// repeated: none does its work twice.
public interface Target {
  /// As the configuration has it.
  String name();

  /// What the group is and does now.
  Reading read();

  /// Tells the group to have `to` machines, when it was told to have `from` before.
  ///
  /// @return [Outcome.Refused] and nothing done, when it has been told something else meanwhile
  Outcome resize(int from, int to);

  /// Ends one machine, and takes one off what the group was told to have.
  Outcome end(String instance);

  /// Ends one machine, and leaves it to the group to launch another in its place.
  Outcome replace(String instance);

  /// Marks the group as this owner's, unless somebody else has it.
  ///
  /// @param owner names the autoscaler, the same in every replica and after every restart
  Outcome claim(String owner);

  /// What a read gives.
  sealed interface Reading {
    record Known(GroupFacts facts) implements Reading {}

    /// Nothing may be concluded. The reason names the call and what was answered.
    record Unknown(String reason) implements Reading {}

    /// There is no such group here; a fault of the configuration.
    record Missing(String reason) implements Reading {}
  }

  /// What became of an effect.
  sealed interface Outcome {
    /// For people.
    String reason();

    /// One word, for counters and documents.
    default String word() {
      return switch (this) {
        case Done _ -> "done";
        case Already _ -> "already";
        case Later _ -> "later";
        case Refused _ -> "refused";
      };
    }

    record Done(String reason) implements Outcome {}

    /// It was so already; nothing was done.
    record Already(String reason) implements Outcome {}

    /// Not now; it is worth trying again. Nothing was done, or it is not known.
    record Later(String reason) implements Outcome {}

    /// Not as things are: trying the same again is of no use.
    record Refused(String reason) implements Outcome {}
  }
}
