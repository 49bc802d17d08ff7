package nomadops.snapshot;

import java.time.Instant;
import java.util.Optional;
import nomadops.snapshot.policy.Due;

/// What the rounds know, for `/status` and `/metrics`.
///
/// @param shelf the last look at the target that worked
/// @param blind why the last look did not, if it did not
/// @param due what was decided last
/// @param last the last attempt of this process
/// @param lastAt when that ended
/// @param failed attempts that failed in a row
/// @param unseen looks that failed in a row
public record RoundView(
    Optional<Shelf> shelf,
    Optional<String> blind,
    Optional<Due> due,
    Optional<SaveOutcome> last,
    Optional<Instant> lastAt,
    int failed,
    int unseen) {
  static final RoundView FIRST =
      new RoundView(
          Optional.empty(),
          Optional.of("the target was not looked at yet"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          0);

  /// What failed in a row, of both kinds.
  public int failures() {
    return failed + unseen;
  }

  RoundView seen(Shelf now) {
    return new RoundView(Optional.of(now), Optional.empty(), due, last, lastAt, failed, 0);
  }

  RoundView unseen(String why) {
    return new RoundView(shelf, Optional.of(why), due, last, lastAt, failed, unseen + 1);
  }

  RoundView decided(Due now) {
    return new RoundView(shelf, blind, Optional.of(now), last, lastAt, failed, unseen);
  }

  /// Another replica leads: what failed here is its to mend now.
  RoundView following() {
    return failed == 0 ? this : new RoundView(shelf, blind, due, last, lastAt, 0, unseen);
  }

  /// What is fenced is no failure: another replica does it.
  RoundView attempted(SaveOutcome outcome, Instant at) {
    int row =
        switch (outcome) {
          case SaveOutcome.Saved _, SaveOutcome.Fenced _ -> 0;
          case SaveOutcome.NomadFailed _,
              SaveOutcome.Rejected _,
              SaveOutcome.TargetFailed _,
              SaveOutcome.AuditFailed _ ->
              failed + 1;
        };
    return new RoundView(shelf, blind, due, Optional.of(outcome), Optional.of(at), row, unseen);
  }
}
