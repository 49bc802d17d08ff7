package nomadops.health.internet;

import java.io.IOException;
import java.util.Optional;

/// One question to one target.
///
/// @param target as in [nomadops.health.check.Finding#failedTargets], `host:port`
record Probe(String target, Question question) {

  @FunctionalInterface
  interface Question {
    /// Asks; what is wrong, or nothing. An interrupt has to end it.
    Optional<String> fault() throws IOException, InterruptedException;
  }
}
