package nomadops.drainer.webhook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One answer.
///
/// @param retryAfter when to come again, if that is of use
record Answer(int status, Map<String, Object> body, Optional<Duration> retryAfter) {
  private static final String UNPROVEN = "this request is not signed as it should be";
  private static final Duration SOON = Duration.ofSeconds(5);

  static Answer of(int status, Map<String, Object> body) {
    return new Answer(status, body, Optional.empty());
  }

  /// @param faults what is wrong; who did not prove who it is learns none of it
  static Answer refused(Refusal why, List<String> faults) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", why.isOfTheGate() ? UNPROVEN : String.join("; ", faults));
    if (!why.isOfTheGate() && faults.size() > 1) {
      body.put("faults", faults);
    }
    boolean again = why.status() == 503 || why == Refusal.FAILED;
    return new Answer(why.status(), body, again ? Optional.of(SOON) : Optional.empty());
  }

  byte[] json() {
    return Documents.write(body);
  }
}
