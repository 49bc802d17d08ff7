package nomadops.drainer.notice;

import java.time.Instant;
import java.util.List;

/// Detail of "EC2 Instance State-change Notification".
///
/// ```json
/// {"instance-id":"i-abcd1111","state":"shutting-down"}
/// ```
final class StateNote {
  private StateNote() {}

  static Reading read(Fields detail, Instant at) {
    InstanceId instance = detail.instance("instance-id");
    String wanted = "pending, running, stopping, stopped, shutting-down or terminated";
    String state = detail.text("state", wanted);
    return switch (state) {
      case "stopping", "stopped", "shutting-down", "terminated" ->
          new Reading.Notices(List.of(new Notice.StateChange(instance, at, state)));
      case "pending", "running" -> new Reading.Nothing(instance + " is " + state + ", it stays");
      default -> throw new Unfit(detail.at("state"), Fields.quoted(state), wanted);
    };
  }
}
