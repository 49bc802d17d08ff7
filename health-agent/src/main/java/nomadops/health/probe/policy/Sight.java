package nomadops.health.probe.policy;

import java.util.Optional;

/// What one look at the server beside us found.
///
/// @param self what it said of itself; empty when it did not, or may not
/// @param forbidden it answers, and the token may not read the agent
/// @param said for people: how it answered
public record Sight(
    Answering answering, Optional<ServerSelf> self, boolean forbidden, String said) {
  public static Sight of(ServerSelf self) {
    return new Sight(Answering.ANSWERS, Optional.of(self), false, "the server answers");
  }

  /// It answers, yet tells nothing of itself.
  public static Sight blind(String said) {
    return new Sight(Answering.ANSWERS, Optional.empty(), false, said);
  }

  public static Sight forbidden(String said) {
    return new Sight(Answering.ANSWERS, Optional.empty(), true, said);
  }

  public static Sight refused(String said) {
    return new Sight(Answering.REFUSES, Optional.empty(), false, said);
  }

  public static Sight silent(String said) {
    return new Sight(Answering.SILENT, Optional.empty(), false, said);
  }

  public boolean answers() {
    return answering == Answering.ANSWERS;
  }
}
