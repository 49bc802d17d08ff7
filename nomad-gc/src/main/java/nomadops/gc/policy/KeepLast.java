package nomadops.gc.policy;

import java.util.ArrayList;
import java.util.List;
import nomadops.gc.job.Outcome;

/// How many of a parent's newest dead runs are kept whatever their age: of all, of those that
/// succeeded, of those that failed or were lost. 0 counts none.
public record KeepLast(int runs, int successes, int failures) {
  public static final KeepLast NONE = new KeepLast(0, 0, 0);

  /// What is counted apart.
  enum Kind {
    RUN("runs"),
    SUCCESS("successes"),
    FAILURE("failures");

    private final String plural;

    Kind(String plural) {
      this.plural = plural;
    }

    String plural() {
      return plural;
    }
  }

  public KeepLast {
    if (runs < 0 || successes < 0 || failures < 0) {
      throw new IllegalArgumentException("keep-last is negative");
    }
  }

  /// True if nothing is counted.
  public boolean isNone() {
    return runs == 0 && successes == 0 && failures == 0;
  }

  int of(Kind kind) {
    return switch (kind) {
      case RUN -> runs;
      case SUCCESS -> successes;
      case FAILURE -> failures;
    };
  }

  /// The counts that a run with this outcome is part of. One that never had an allocation is
  /// neither a success nor a failure.
  List<Kind> kinds(Outcome outcome) {
    List<Kind> kinds = new ArrayList<>();
    if (runs > 0) {
      kinds.add(Kind.RUN);
    }
    switch (outcome) {
      case COMPLETE -> add(kinds, Kind.SUCCESS);
      case FAILED, LOST -> add(kinds, Kind.FAILURE);
      case NONE -> {}
    }
    return kinds;
  }

  private void add(List<Kind> kinds, Kind kind) {
    if (of(kind) > 0) {
      kinds.add(kind);
    }
  }
}
