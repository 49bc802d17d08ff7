package nomadops.drainer.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.Origin;

/// What was asked for with `drainer drain`, as the drainer's plan wants it.
///
/// @param message for whoever looks at the node; may be empty
record DrainWish(Limit limit, boolean ignoreSystemJobs, String message) {

  /// How long allocations may take.
  sealed interface Limit {}

  /// Until then the node is empty.
  ///
  /// @param insisted it was given, and is no default
  record Within(Duration deadline, boolean insisted) implements Limit {}

  /// As long as they like.
  record Unlimited() implements Limit {}

  /// Not at all.
  record AtOnce() implements Limit {}

  /// Stands for "never": a plan needs an end, and Nomad a number of nanoseconds.
  static final Duration NEVER = Duration.ofDays(3650);

  /// How long stopping may take beyond the kill timeouts: clients and servers need a moment each.
  private static final Duration GRACE = Duration.ofSeconds(30);

  /// Far beyond any kill timeout, so that nothing is left of it for the allocations.
  private static final Duration STOPPING = Duration.ofHours(1);

  static DrainWish of(Invocation invocation) {
    boolean never = invocation.flag("no-deadline");
    boolean force = invocation.flag("force");
    boolean insisted =
        !(invocation.settings().origin(DrainSettings.DEADLINE) instanceof Origin.Default);
    if (force && never) {
      throw Usage.fault("force", "is given together with no-deadline", "give one of them");
    }
    if (insisted && (force || never)) {
      throw Usage.fault(
          "deadline",
          "is given together with " + (force ? "force" : "no-deadline"),
          "give one of them");
    }
    Limit limit =
        force
            ? new AtOnce()
            : never
                ? new Unlimited()
                : new Within(invocation.settings().get(DrainSettings.DEADLINE), insisted);
    return new DrainWish(
        limit,
        invocation.flag("ignore-system-jobs"),
        invocation.option("reason").map(String::strip).orElse(""));
  }

  /// The same for a node that drains already: its end stays, unless another was asked for.
  DrainWish joining() {
    return limit instanceof Within(Duration _, boolean insisted) && !insisted
        ? new DrainWish(new Unlimited(), ignoreSystemJobs, message)
        : this;
  }

  boolean isAtOnce() {
    return limit instanceof AtOnce;
  }

  /// The terms of its one drain.
  Terms terms() {
    return switch (limit) {
      case Within(Duration deadline, boolean _) -> terms(deadline.plus(GRACE), GRACE);
      case Unlimited() -> terms(NEVER, Duration.ZERO);
      case AtOnce() -> terms(STOPPING, STOPPING);
    };
  }

  private Terms terms(Duration longest, Duration margin) {
    return new Terms(_ -> new Response.Drain(), longest, margin, Duration.ZERO, ignoreSystemJobs);
  }

  /// The notice. Each run is a reason of its own, so a drain that was cancelled can be asked for
  /// again.
  Notice notice(InstanceId instance, Instant now) {
    return new Notice.Requested(instance, now, now.toString(), Optional.empty(), message);
  }
}
