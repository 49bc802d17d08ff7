package nomadops.autoscaler.target.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/// The groups of one region, described together: one call for up to hundred of them, whoever of
/// them is asked for, serves all that are asked for within two seconds. What failed is shared, too,
/// or hundred groups would ask hundred times of an API that throttles.
final class Descriptions {
  /// One tick reads all groups well within this; the next tick is later.
  private static final Duration SHELF_LIFE = Duration.ofSeconds(2);

  /// What was answered of a group.
  sealed interface Found {
    record Group(AutoScalingGroup group, Instant readAt) implements Found {}

    record NotThere() implements Found {}

    record Failed(AwsFault fault) implements Found {}
  }

  private record Look(
      long turn, long nanos, Instant at, Answer<Map<String, AutoScalingGroup>> answer) {
    Found of(String name) {
      return switch (answer) {
        case Answer.Failed<Map<String, AutoScalingGroup>>(AwsFault fault) ->
            new Found.Failed(fault);
        case Answer.Got<Map<String, AutoScalingGroup>>(var groups) -> {
          AutoScalingGroup group = groups.get(name);
          yield group == null ? new Found.NotThere() : new Found.Group(group, at);
        }
      };
    }
  }

  private final class Batch {
    private final List<String> names;
    private @Nullable Look last;

    Batch(List<String> names) {
      this.names = names;
    }

    synchronized Found of(String name) {
      Look look = last;
      if (look == null || look.turn < spoiled(name) || isOver(look)) {
        look = look(names);
        last = look;
      }
      return look.of(name);
    }
  }

  private final AwsCalls calls;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Map<String, Batch> batches = new HashMap<>();
  private final Map<String, Long> spoiled = new HashMap<>();
  private long turns;

  Descriptions(AwsCalls calls, List<String> names, InstantSource clock, Ticker ticker) {
    this.calls = calls;
    this.clock = clock;
    this.ticker = ticker;
    List<String> all = new ArrayList<>(names);
    for (int from = 0; from < all.size(); from += AwsCalls.MOST_GROUPS) {
      int to = Math.min(all.size(), from + AwsCalls.MOST_GROUPS);
      Batch batch = new Batch(List.copyOf(all.subList(from, to)));
      batch.names.forEach(name -> batches.put(name, batch));
    }
  }

  /// A look that is at most two seconds old, and younger than our last effect on the group.
  Found shared(String name) {
    Batch batch = batches.get(name);
    return batch == null ? fresh(name) : batch.of(name);
  }

  /// A look at this group alone, now.
  Found fresh(String name) {
    return look(List.of(name)).of(name);
  }

  /// What was seen of the group before now is of no use any more.
  synchronized void spoil(String name) {
    spoiled.put(name, ++turns);
  }

  private Look look(List<String> names) {
    long turn = nextTurn();
    long nanos = ticker.nanos();
    Instant at = clock.instant();
    return new Look(turn, nanos, at, calls.groups(names).map(Descriptions::byName));
  }

  private boolean isOver(Look look) {
    return ticker.nanos() - look.nanos >= SHELF_LIFE.toNanos();
  }

  private synchronized long nextTurn() {
    return ++turns;
  }

  private synchronized long spoiled(String name) {
    return spoiled.getOrDefault(name, 0L);
  }

  private static Map<String, AutoScalingGroup> byName(List<AutoScalingGroup> groups) {
    Map<String, AutoScalingGroup> byName = new HashMap<>();
    groups.forEach(group -> byName.put(group.autoScalingGroupName(), group));
    return byName;
  }
}
