package nomadops.autoscaler.target.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.target.Target;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/// One Auto Scaling group.
///
/// Before each effect the group is described anew, and [Objections] may be had to it then; so a
/// repeat finds the work done. AWS has no compare-and-set: between the look and the call somebody
/// else may tell the group something. That is why one owner claims it, and why the claim is looked
/// at with every effect. Effects on one group come one after another.
final class AwsTarget implements Target {
  /// Tags are read where they were written a little later.
  private static final Duration TAG_SETTLES = Duration.ofSeconds(1);

  private final String name;
  private final AwsCalls calls;
  private final Descriptions descriptions;
  private final Pause pause;
  private final GroupWatch watch;
  private final SentEnds sentEnds;
  private Optional<String> owner = Optional.empty();

  AwsTarget(String name, AwsCalls calls, Descriptions descriptions, Ticker ticker, Pause pause) {
    this.name = name;
    this.calls = calls;
    this.descriptions = descriptions;
    this.pause = pause;
    this.watch = new GroupWatch(calls, ticker);
    this.sentEnds = new SentEnds(ticker);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reading read() {
    return switch (descriptions.shared(name)) {
      case Descriptions.Found.NotThere _ -> new Reading.Missing(missing());
      case Descriptions.Found.Failed(AwsFault fault) -> new Reading.Unknown(said(fault));
      case Descriptions.Found.Group found ->
          switch (watch.complete(found.group(), found.readAt())) {
            case Answer.Got<GroupFacts>(GroupFacts facts) -> new Reading.Known(facts);
            case Answer.Failed<GroupFacts>(AwsFault fault) -> new Reading.Unknown(said(fault));
          };
    };
  }

  @Override
  public synchronized Outcome resize(int from, int to) {
    return asOwner(facts ->
        Objections.toResize(facts, from, to)
            .orElseGet(() ->
                switch (calls.resize(name, to)) {
                  case Answer.Got<Integer> _ ->
                      done("told to have %d machines instead of %d".formatted(to, from));
                  case Answer.Failed<Integer>(AwsFault fault) -> failed(fault);
                }));
  }

  @Override
  public synchronized Outcome end(String instance) {
    return end(instance, true);
  }

  @Override
  public synchronized Outcome replace(String instance) {
    return end(instance, false);
  }

  private Outcome end(String instance, boolean decrement) {
    return asOwner(facts ->
        Objections.toEnd(facts, instance, decrement)
            .or(() -> sentEnds.objection(name, instance))
            .orElseGet(() -> tellToEnd(instance, decrement)));
  }

  private Outcome tellToEnd(String instance, boolean decrement) {
    return switch (calls.end(instance, decrement)) {
      case Answer.Got<String> _ -> {
        sentEnds.sent(instance, true);
        yield done("ending " + instance + (decrement ? "" : " and launching another"));
      }
      case Answer.Failed<String>(AwsFault fault) -> {
        if (fault.kind() == AwsFault.Kind.UNSURE) {
          sentEnds.sent(instance, false);
        }
        yield failed(fault);
      }
    };
  }

  @Override
  public synchronized Outcome claim(String claimant) {
    // Also when it is refused: from now on nothing is done to a group that is somebody else's.
    owner = Optional.of(claimant);
    return effect(group ->
        AwsFacts.owner(group)
            .map(now ->
                now.equals(claimant)
                    ? new Outcome.Already("group " + name + " is ours already")
                    : Objections.owned(name, now))
            .orElseGet(() -> writeClaim(claimant)));
  }

  /// Two may find it free at once. The later writer has it; the other one sees so here, or at its
  /// next effect.
  private Outcome writeClaim(String claimant) {
    if (calls.tag(name, AwsFacts.OWNER_TAG, claimant)
        instanceof Answer.Failed<String>(AwsFault fault)) {
      return failed(fault);
    }
    try {
      pause.sleep(TAG_SETTLES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Later("interrupted before the claim of group " + name + " was read back");
    }
    return effect(group -> {
      Optional<String> now = AwsFacts.owner(group);
      if (now.isEmpty()) {
        return new Outcome.Later("group " + name + " does not show its claim yet");
      }
      return now.get().equals(claimant)
          ? done("claimed by \"" + claimant + "\"")
          : Objections.owned(name, now.get());
    });
  }

  private Outcome asOwner(Function<GroupFacts, Outcome> act) {
    return effect((group, at) ->
        switch (watch.forEffect(group, at)) {
          case Answer.Failed<GroupFacts>(AwsFault fault) -> failed(fault);
          case Answer.Got<GroupFacts>(GroupFacts facts) ->
              owner
                  .flatMap(mine -> Objections.asOwner(facts, mine))
                  .orElseGet(() -> act.apply(facts));
        });
  }

  private Outcome effect(Function<AutoScalingGroup, Outcome> act) {
    return effect((group, _) -> act.apply(group));
  }

  private Outcome effect(BiFunction<AutoScalingGroup, Instant, Outcome> act) {
    return switch (descriptions.fresh(name)) {
      case Descriptions.Found.NotThere _ -> new Outcome.Refused(missing());
      case Descriptions.Found.Failed(AwsFault fault) -> failed(fault);
      case Descriptions.Found.Group found -> {
        try {
          yield act.apply(found.group(), found.readAt());
        } finally {
          descriptions.spoil(name);
        }
      }
    };
  }

  private Outcome done(String what) {
    return new Outcome.Done("group " + name + " is " + what);
  }

  private Outcome failed(AwsFault fault) {
    return switch (fault.kind()) {
      case NO_INSTANCE -> new Outcome.Already(said(fault));
      case NO_GROUP -> new Outcome.Refused(missing());
      case LATER, UNSURE -> new Outcome.Later(said(fault));
      case REFUSED -> new Outcome.Refused(said(fault));
    };
  }

  private String said(AwsFault fault) {
    return "group " + name + ": " + fault.said();
  }

  private String missing() {
    return "there is no Auto Scaling group %s in region %s; is the name right, and the region?"
        .formatted(name, calls.region());
  }
}
