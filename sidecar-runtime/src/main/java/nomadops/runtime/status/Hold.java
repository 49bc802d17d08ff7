package nomadops.runtime.status;

import java.util.Map;

/// Something that the process waits for, or that keeps it from acting.
///
/// @param what in a word or two, e.g. `broker paused`
/// @param why in a sentence
public record Hold(String what, String why) {
  /// For machines.
  public Map<String, Object> document() {
    return Map.of("what", what, "why", why);
  }
}
