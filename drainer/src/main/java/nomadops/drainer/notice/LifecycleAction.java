package nomadops.drainer.notice;

import java.time.Instant;
import java.util.List;

/// A lifecycle action that an Auto Scaling group waits for. The same fields come directly and as
/// EventBridge's `detail`.
///
/// ```json
/// {"LifecycleHookName":"my-hook","AccountId":"609519224176","RequestId":"5d858daa-..",
///  "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","AutoScalingGroupName":"my-asg",
///  "Service":"AWS Auto Scaling","Time":"2018-05-16T20:13:40.414Z",
///  "EC2InstanceId":"i-0194708ef7e24dcc7","LifecycleActionToken":"602063c7-..",
///  "Origin":"AutoScalingGroup","Destination":"EC2"}
/// ```
final class LifecycleAction {
  static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
  static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";

  private LifecycleAction() {}

  static Reading read(Fields action, Instant at) {
    String transition = action.text("LifecycleTransition", TERMINATING + " or " + LAUNCHING);
    InstanceId instance = action.instance("EC2InstanceId");
    HookRef hook =
        new HookRef(
            action.text("AutoScalingGroupName", "the group's name"),
            action.text("LifecycleHookName", "the hook's name"),
            action.text("LifecycleActionToken", "the token of this action"));
    boolean returns =
        action
            .optionalText("Destination", "EC2, AutoScalingGroup or WarmPool")
            .filter("WarmPool"::equals)
            .isPresent();
    Notice notice =
        switch (transition) {
          case TERMINATING -> new Notice.Terminating(instance, at, hook, returns);
          case LAUNCHING -> new Notice.Launching(instance, at, hook);
          default ->
              throw new Unfit(
                  action.at("LifecycleTransition"),
                  Fields.quoted(transition),
                  TERMINATING + " or " + LAUNCHING);
        };
    return new Reading.Notices(List.of(notice));
  }
}
