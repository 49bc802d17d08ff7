package nomadops.health.scheduling.policy;

/// The one thing to do after a look.
public sealed interface Decision {
  /// For people, one line.
  String reason();

  /// As pages spell it.
  default String word() {
    return switch (this) {
      case Watch _ -> "watch";
      case Hold hold -> "hold: " + hold.guard().word();
      case HandOver _ -> "hand-over";
      case Condemn _ -> "condemn";
      case Absolve _ -> "absolve";
    };
  }

  /// Nothing.
  record Watch(String reason) implements Decision {}

  /// Nothing, although this server schedules nothing, and why.
  record Hold(Guard guard, String reason) implements Decision {}

  /// Have another server lead.
  record HandOver(String reason) implements Decision {}

  /// Write the record, and only when it was written as it stood (check-and-set), let this server's
  /// liveness fail, so that it is restarted.
  ///
  /// @param record to be written at its index
  record Condemn(Condemnations record, String reason) implements Decision {}

  /// Let the liveness be well again.
  record Absolve(String reason) implements Decision {}
}
