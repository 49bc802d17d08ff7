package nomadops.runtime.preflight;

import java.util.List;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.LeaderSettings;
import nomadops.runtime.leader.LeaderSettings.Mode;

/// What leadership takes.
public record LeaderNeeds(Mode mode, List<Need> needs) {

  /// By the settings of a process.
  public static LeaderNeeds of(LeaderSettings leader, Resolved settings) {
    Mode mode = settings.get(leader.mode());
    String namespace = settings.get(leader.lockNamespace());
    String path = settings.get(leader.lockPath());
    return new LeaderNeeds(
        mode,
        switch (mode) {
          case NONE -> List.of();
          case LOCAL_SERVER ->
              List.of(Need.ofScope("agent", "read", "it never knows whether it leads"));
          case LOCK ->
              List.of(
                  Need.onVariable(namespace, path, "write", "it never leads"),
                  Need.onVariable(namespace, path, "read", "nobody sees who leads").optional());
        });
  }

  /// It acts beside the leader alone.
  public boolean localServer() {
    return mode == Mode.LOCAL_SERVER;
  }

  /// It takes a lock.
  public boolean lock() {
    return mode == Mode.LOCK;
  }
}
