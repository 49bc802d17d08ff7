package nomadops.bench.drainer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lifecycle actions of one hook, by the rules of EC2 Auto Scaling (API 2011-01-01): an action
/// waits for its timeout, each heartbeat gives it another, and one that was completed or has timed
/// out is not there any more. Knows no clock. For many threads.
final class LifecycleActions {
  /// What AWS answers.
  enum Answer {
    DONE,
    NO_ACTIVE_ACTION
  }

  /// How one action stands.
  ///
  /// @param heartbeats that were taken
  /// @param completedAt empty while it waits, and when it timed out
  /// @param timedOut no heartbeat came within the timeout
  /// @param completedAgain completions that were asked for by one who had been told that it is done
  record Story(
      String instance,
      int heartbeats,
      Optional<Instant> completedAt,
      boolean timedOut,
      int completedAgain) {}

  private static final class Action {
    private final String token;
    private Instant end;
    private int heartbeats;
    private Optional<Instant> completedAt = Optional.empty();
    private boolean timedOut;
    private boolean told;
    private int completedAgain;

    private Action(String token, Instant end) {
      this.token = token;
      this.end = end;
    }

    private boolean isOpen(Instant now) {
      timedOut |= completedAt.isEmpty() && now.isAfter(end);
      return completedAt.isEmpty() && !timedOut;
    }
  }

  private final Duration timeout;
  private final Map<String, Action> byInstance = new HashMap<>();

  LifecycleActions(Duration timeout) {
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /// An instance is to be terminated; it waits from now on.
  synchronized void begin(String instance, String token, Instant now) {
    byInstance.put(instance, new Action(token, now.plus(timeout)));
  }

  synchronized Answer heartbeat(String instance, String token, Instant now) {
    Action action = byInstance.get(instance);
    if (action == null || !action.token.equals(token) || !action.isOpen(now)) {
      return Answer.NO_ACTIVE_ACTION;
    }
    action.end = now.plus(timeout);
    action.heartbeats++;
    return Answer.DONE;
  }

  /// Completes an action.
  ///
  /// @param told whether the answer will reach the one who asks
  synchronized Answer complete(String instance, String token, Instant now, boolean told) {
    Action action = byInstance.get(instance);
    if (action == null || !action.token.equals(token)) {
      return Answer.NO_ACTIVE_ACTION;
    }
    boolean open = action.isOpen(now);
    if (open) {
      action.completedAt = Optional.of(now);
    } else if (action.told) {
      action.completedAgain++;
    }
    action.told |= told;
    return open ? Answer.DONE : Answer.NO_ACTIVE_ACTION;
  }

  /// Whoever asked so far is dead: nobody has been told anything.
  synchronized void forgetWhoWasTold() {
    byInstance.values().forEach(action -> action.told = false);
  }

  /// Whether none of these waits any more.
  synchronized boolean allOver(List<String> instances, Instant now) {
    return instances.stream()
        .map(byInstance::get)
        .noneMatch(action -> action == null || action.isOpen(now));
  }

  /// How each of these stands.
  synchronized List<Story> stories(List<String> instances, Instant now) {
    List<Story> stories = new ArrayList<>();
    for (String instance : instances) {
      Action action = byInstance.get(instance);
      if (action != null) {
        boolean _ = action.isOpen(now);
        stories.add(
            new Story(
                instance,
                action.heartbeats,
                action.completedAt,
                action.timedOut,
                action.completedAgain));
      }
    }
    return stories;
  }
}
