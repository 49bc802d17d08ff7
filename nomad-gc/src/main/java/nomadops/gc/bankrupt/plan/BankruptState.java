package nomadops.gc.bankrupt.plan;

import java.time.Instant;
import java.util.Optional;

/// How far a bankruptcy is, in this process.
///
/// @param inHand listed jobs that are still to be purged
/// @param listed whether the last page was read
/// @param round rounds of deleting evaluations that are over
/// @param faults in a row, without anything that succeeded between
/// @param since when something last succeeded
/// @param trouble why not all of it will be done; empty while it will
public record BankruptState(
    Stage stage,
    int inHand,
    boolean listed,
    int round,
    int faults,
    Instant since,
    Optional<Trouble> trouble) {

  /// Before anything is done.
  ///
  /// @param first [Stage#SNAPSHOT], or [Stage#RECORD] without one
  public static BankruptState at(Stage first, Instant now) {
    return new BankruptState(first, 0, false, 0, 0, now, Optional.empty());
  }

  BankruptState to(Stage next, Instant now) {
    return new BankruptState(next, inHand, listed, round, 0, now, trouble);
  }

  /// The first trouble is the one that is told.
  BankruptState broken(Stage next, Ending ending, String why, Instant now) {
    Optional<Trouble> first = trouble.or(() -> Optional.of(new Trouble(ending, why)));
    return new BankruptState(next, inHand, listed, round, 0, now, first);
  }

  BankruptState faulted() {
    return new BankruptState(stage, inHand, listed, round, faults + 1, since, trouble);
  }

  BankruptState withHand(int jobs, boolean lastPage, Instant now) {
    return new BankruptState(stage, jobs, lastPage, round, 0, now, trouble);
  }

  BankruptState nextRound(Instant now) {
    return new BankruptState(stage, inHand, listed, round + 1, 0, now, trouble);
  }

  boolean nothingDone() {
    return trouble.filter(t -> t.ending() == Ending.NOTHING_DONE).isPresent();
  }
}
