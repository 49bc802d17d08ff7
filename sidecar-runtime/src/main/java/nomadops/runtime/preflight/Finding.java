package nomadops.runtime.preflight;

/// What one look found.
public sealed interface Finding {

  /// What kind of thing was looked at, in a word: `address`, `rights`, `queue`.
  String check();

  /// What was looked at, for example `read-job in every namespace`.
  String subject();

  /// What was seen.
  String evidence();

  /// What to do about it; empty where nothing is to be done.
  default String remedy() {
    return "";
  }

  /// As a table and JSON say it.
  default String word() {
    return switch (this) {
      case Passed _ -> "ok";
      case Missing _ -> "missing";
      case Doubtful _ -> "doubtful";
      case NotTold _ -> "not told";
    };
  }

  /// It is as it has to be.
  record Passed(String check, String subject, String evidence) implements Finding {}

  /// Without it the tool cannot do its work.
  record Missing(String check, String subject, String evidence, String remedy) implements Finding {}

  /// The tool works, and somebody should look at this.
  record Doubtful(String check, String subject, String evidence, String remedy)
      implements Finding {}

  /// It could not be seen, because something else is missing, or not without acting.
  record NotTold(String check, String subject, String evidence) implements Finding {}
}
