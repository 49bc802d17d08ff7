package nomadops.gc.doctor;

/// One thing that was looked at.
///
/// @param check what kind of thing, in a word: `backlog`, `overdue`, `telemetry`. Stable
/// @param subject what was looked at
/// @param evidence what was seen, with its figures
/// @param remedy what to do, to the letter; empty where nothing is to be done
public record Finding(Level level, String check, String subject, String evidence, String remedy) {
  /// How bad it is.
  public enum Level {
    /// Somebody should act.
    TROUBLE("trouble"),
    /// It would be better otherwise.
    ADVICE("advice"),
    WELL("ok"),
    /// It could not be seen.
    UNSEEN("not seen");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    /// As tables say it.
    public String word() {
      return word;
    }
  }

  static Finding trouble(String check, String subject, String evidence, String remedy) {
    return new Finding(Level.TROUBLE, check, subject, evidence, remedy);
  }

  static Finding advice(String check, String subject, String evidence, String remedy) {
    return new Finding(Level.ADVICE, check, subject, evidence, remedy);
  }

  static Finding well(String check, String subject, String evidence) {
    return new Finding(Level.WELL, check, subject, evidence, "");
  }

  static Finding unseen(String check, String subject, String why) {
    return new Finding(Level.UNSEEN, check, subject, why, "");
  }
}
