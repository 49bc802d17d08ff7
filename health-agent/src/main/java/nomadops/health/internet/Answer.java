package nomadops.health.internet;

import java.util.Optional;

/// How one target did.
///
/// @param fault what is wrong with it, as the rest of a sentence that begins with the target; empty
///   when it answered as it should
record Answer(String target, Optional<String> fault) {
  boolean isGood() {
    return fault.isEmpty();
  }
}
