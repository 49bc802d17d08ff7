package nomadops.drainer.notice;

import java.time.Instant;
import java.util.List;

/// An event of EventBridge: `detail-type` says what it is, `time` when it happened, `detail` the
/// rest.
///
/// ```json
/// {"version":"0","id":"782d5b4c-..","detail-type":"EC2 Instance-terminate Lifecycle Action",
///  "source":"aws.autoscaling","account":"123456789012","time":"2020-07-01T22:19:58Z",
///  "region":"us-east-1","resources":["arn:.."],"detail":{..}}
/// ```
///
/// `source` is not looked at: only AWS may send as `aws.*`, and who rehearses an interruption with
/// `put-events` must use a name of his own. `resources` holds ARNs of three different forms, so the
/// instance is taken from `detail`.
final class EventBridge {
  private static final String TERMINATE = "EC2 Instance-terminate Lifecycle Action";
  private static final String LAUNCH = "EC2 Instance-launch Lifecycle Action";
  private static final String SPOT = "EC2 Spot Instance Interruption Warning";
  private static final String REBALANCE = "EC2 Instance Rebalance Recommendation";
  private static final String STATE = "EC2 Instance State-change Notification";
  private static final String HEALTH = "AWS Health Event";

  private static final String KNOWN =
      String.join(", ", TERMINATE, LAUNCH, SPOT, REBALANCE, STATE, "or " + HEALTH);

  private EventBridge() {}

  static Reading read(Fields event) {
    String type = event.text("detail-type", KNOWN);
    return switch (type) {
      case TERMINATE -> lifecycle(event, LifecycleAction.TERMINATING);
      case LAUNCH -> lifecycle(event, LifecycleAction.LAUNCHING);
      case SPOT -> SpotWarning.read(event.object("detail"), event.time("time"));
      case REBALANCE -> rebalance(event.object("detail"), event.time("time"));
      case STATE -> StateNote.read(event.object("detail"), event.time("time"));
      case HEALTH -> HealthEvent.read(event.object("detail"), event.time("time"));
      case "EC2 Instance Launch Successful",
          "EC2 Instance Launch Unsuccessful",
          "EC2 Instance Terminate Successful",
          "EC2 Instance Terminate Unsuccessful" ->
          new Reading.Nothing("a note of Auto Scaling, no lifecycle action: " + type);
      default -> throw new Unfit(event.at("detail-type"), Fields.quoted(type), KNOWN);
    };
  }

  private static Reading lifecycle(Fields event, String transition) {
    Fields detail = event.object("detail");
    String stated = detail.text("LifecycleTransition", transition);
    if (!stated.equals(transition)) {
      throw new Unfit(
          detail.at("LifecycleTransition"),
          Fields.quoted(stated),
          transition + " as the detail-type says");
    }
    return LifecycleAction.read(detail, event.time("time"));
  }

  /// The whole of its detail:
  ///
  /// ```json
  /// {"instance-id":"i-0b662ef9931388ba0"}
  /// ```
  private static Reading rebalance(Fields detail, Instant at) {
    return new Reading.Notices(List.of(new Notice.Rebalance(detail.instance("instance-id"), at)));
  }
}
