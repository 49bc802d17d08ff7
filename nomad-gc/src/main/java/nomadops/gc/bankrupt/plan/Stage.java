package nomadops.gc.bankrupt.plan;

import java.util.Locale;

/// Where a bankruptcy is. The order is that of the work; the word of each stands in the record in
/// Nomad.
public enum Stage {
  SNAPSHOT("save and verify a snapshot"),
  RECORD("write down in Nomad what is about to be done"),
  PAUSE("pause the broker, refuse registrations"),
  PURGE("list the dead jobs anew and purge them"),
  EVALUATIONS("throw away the evaluations of jobs that are gone"),
  RESUME("resume the broker, take registrations again"),
  FORGET("remove the record"),
  VERIFY("look whether the cluster schedules"),
  END("nothing");

  private final String meaning;

  Stage(String meaning) {
    this.meaning = meaning;
  }

  /// What is done, for people.
  public String meaning() {
    return meaning;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether the broker may be paused on our request.
  public boolean mayBePaused() {
    return compareTo(PAUSE) >= 0 && compareTo(RESUME) <= 0;
  }
}
