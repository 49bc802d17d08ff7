package nomadops.drainer.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Detail of "EC2 Spot Instance Interruption Warning".
///
/// ```json
/// {"instance-id":"i-0b662ef9931388ba0","instance-action":"terminate"}
/// ```
final class SpotWarning {
  /// Given before a stop or an end. A hibernation begins at once (EC2 User Guide, "Spot Instance
  /// interruption notices").
  private static final Duration LEAD = Duration.ofMinutes(2);

  private SpotWarning() {}

  static Reading read(Fields detail, Instant at) {
    InstanceId instance = detail.instance("instance-id");
    String wanted = "terminate, stop or hibernate";
    String action = detail.text("instance-action", wanted);
    // Whatever else it may come to be called, the capacity goes: better drained than not read.
    Instant ends = action.equals("hibernate") ? at : at.plus(LEAD);
    return new Reading.Notices(List.of(new Notice.SpotInterruption(instance, at, ends, action)));
  }
}
