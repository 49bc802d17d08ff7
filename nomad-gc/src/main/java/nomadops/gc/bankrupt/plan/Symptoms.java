package nomadops.gc.bankrupt.plan;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// What a look at the cluster showed before anything is done.
///
/// @param leader whether there is one
/// @param acls whether ACLs are on
/// @param management whether the token is a management token; true where ACLs are off
/// @param paused whether the broker is paused already
/// @param rejecting whether registrations are refused already
/// @param pending evaluations that wait for a scheduler
/// @param deregister of these, those of deregistrations
/// @param register of these, those of registrations
/// @param pendingLater all of them again, after `between`
/// @param oldest how long the oldest has waited; zero if none waits
/// @param dead dead jobs by type
/// @param due dead jobs that the retention rules let go
public record Symptoms(
    boolean leader,
    boolean acls,
    boolean management,
    boolean paused,
    boolean rejecting,
    long pending,
    long deregister,
    long register,
    long pendingLater,
    Duration between,
    Duration oldest,
    Map<String, Long> dead,
    long due) {
  public Symptoms {
    dead = Map.copyOf(dead);
  }

  /// Evaluations by which pending falls in a second; negative while it grows.
  public double fallPerSecond() {
    return between.isPositive() ? (pending - pendingLater) * 1e3 / between.toMillis() : 0;
  }

  public long deadInAll() {
    return dead.values().stream().mapToLong(Long::longValue).sum();
  }

  /// For people, e.g. `batch 20000, service 3`.
  public String deadByType() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(dead)
        .forEach((type, count) ->
            text.append(text.isEmpty() ? "" : ", ").append(type).append(' ').append(count));
    return text.isEmpty() ? "none" : text.toString();
  }
}
