package nomadops.simulator.state;

import java.util.ArrayList;
import java.util.List;

/// What a client reports of an allocation beside its status.
///
/// @param restarts of its tasks, all of which restart together; the last nine
/// @param restarted how often that was in all
/// @param oomKilled its end was a kill for its memory
/// @param health for its deployment
/// @param healthAt unix nanoseconds; 0 while the health is unknown
/// @param healthIndex the Raft index at which it was known
public record Reported(
    List<Restart> restarts,
    int restarted,
    boolean oomKilled,
    Health health,
    long healthAt,
    long healthIndex) {
  private static final int KEPT = 9;

  public static final Reported NONE = new Reported(List.of(), 0, false, Health.UNKNOWN, 0, 0);

  /// Whether it counts for or against its deployment.
  public enum Health {
    UNKNOWN,
    HEALTHY,
    UNHEALTHY
  }

  /// A task ended and was started again on the spot.
  public record Restart(long at, int exitCode, boolean oomKilled) {}

  public Reported {
    restarts = List.copyOf(restarts);
  }

  public Reported restarting(Restart restart) {
    List<Restart> all =
        new ArrayList<>(restarts.subList(Math.max(0, restarts.size() - KEPT + 1), restarts.size()));
    all.add(restart);
    return new Reported(all, restarted + 1, oomKilled, health, healthAt, healthIndex);
  }

  public Reported killedForMemory(boolean killed) {
    return new Reported(restarts, restarted, killed, health, healthAt, healthIndex);
  }

  public Reported healthy(boolean good, long at, long index) {
    Health known = good ? Health.HEALTHY : Health.UNHEALTHY;
    return new Reported(restarts, restarted, oomKilled, known, at, index);
  }
}
