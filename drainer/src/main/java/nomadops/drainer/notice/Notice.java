package nomadops.drainer.notice;

import java.time.Instant;
import java.util.Optional;

/// One fact about one instance. The same fact may be told several times and by several ways (SQS
/// redelivers; a hook may be wired to both EventBridge and SQS): [#key()] tells that.
public sealed interface Notice {
  InstanceId instance();

  /// When it happened, as the source says; a budget counts from here.
  Instant at();

  /// Equal for the same fact, by whatever way it came.
  String key();

  /// A word for metrics and tables.
  String kind();

  /// An Auto Scaling group ends the instance and waits for its hook (EventBridge "EC2
  /// Instance-terminate Lifecycle Action", or the same directly to SQS or SNS).
  ///
  /// @param returns the instance goes to a warm pool and may come back
  record Terminating(InstanceId instance, Instant at, HookRef hook, boolean returns)
      implements Notice {
    @Override
    public String key() {
      return "terminating/" + instance + "/" + hook.distinction();
    }

    @Override
    public String kind() {
      return "asg-terminate";
    }
  }

  /// An Auto Scaling group starts the instance and waits for its hook.
  record Launching(InstanceId instance, Instant at, HookRef hook) implements Notice {
    @Override
    public String key() {
      return "launching/" + instance + "/" + hook.distinction();
    }

    @Override
    public String kind() {
      return "asg-launch";
    }
  }

  /// Spot capacity is taken back ("EC2 Spot Instance Interruption Warning").
  ///
  /// @param ends when the instance is stopped or ended: two minutes after the warning
  /// @param action `terminate`, `stop` or `hibernate`
  record SpotInterruption(InstanceId instance, Instant at, Instant ends, String action)
      implements Notice {
    @Override
    public String key() {
      return "spot/" + instance + "/" + at.getEpochSecond();
    }

    @Override
    public String kind() {
      return "spot-interruption";
    }
  }

  /// Spot capacity is at risk ("EC2 Instance Rebalance Recommendation").
  record Rebalance(InstanceId instance, Instant at) implements Notice {
    @Override
    public String key() {
      return "rebalance/" + instance + "/" + at.getEpochSecond();
    }

    @Override
    public String kind() {
      return "rebalance";
    }
  }

  /// The instance is already on its way out ("EC2 Instance State-change Notification").
  ///
  /// @param state `stopping`, `stopped`, `shutting-down` or `terminated`; the others are no notice
  record StateChange(InstanceId instance, Instant at, String state) implements Notice {
    @Override
    public String key() {
      return "state/" + instance + "/" + state + "/" + at.getEpochSecond();
    }

    @Override
    public String kind() {
      return "state-change";
    }
  }

  /// AWS plans to do something with the host (AWS Health `scheduledChange`, or the metadata
  /// service's maintenance events).
  ///
  /// @param event the id or ARN of the event
  /// @param code such as `AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED` or `system-reboot`
  /// @param starts empty when AWS does not say
  /// @param over it was cancelled or is completed
  record Maintenance(
      InstanceId instance,
      Instant at,
      String event,
      String code,
      Optional<Instant> starts,
      boolean over)
      implements Notice {
    @Override
    public String key() {
      return "maintenance/" + instance + "/" + event + (over ? "/over" : "");
    }

    @Override
    public String kind() {
      return "maintenance";
    }
  }

  /// Its node was down, and is there again: Nomad says so.
  record Returned(InstanceId instance, Instant at) implements Notice {
    @Override
    public String key() {
      return "returned/" + instance + "/" + at.getEpochSecond();
    }

    @Override
    public String kind() {
      return "returned";
    }
  }

  /// A drain that a former process began runs still, and Nomad remembers whose it is. What called
  /// for it may be told again (a queue delivers it once more), or never (a webhook's sender is
  /// free).
  ///
  /// @param at when the drain began
  /// @param deadline the end of its budget, as its meta says
  record Adopted(InstanceId instance, Instant at, Instant deadline) implements Notice {
    @Override
    public String key() {
      return "adopted/" + instance + "/" + at.getEpochSecond();
    }

    @Override
    public String kind() {
      return "adopted";
    }
  }

  /// An operator or another program asks for it.
  ///
  /// @param request an id of the request, so that a repeat is known
  /// @param deadline when the instance goes; empty for as long as it takes
  record Requested(
      InstanceId instance, Instant at, String request, Optional<Instant> deadline, String reason)
      implements Notice {
    @Override
    public String key() {
      return "requested/" + instance + "/" + request;
    }

    @Override
    public String kind() {
      return "requested";
    }
  }
}
