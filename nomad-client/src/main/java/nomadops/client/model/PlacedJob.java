package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A job as an allocation carries it: what tells how it runs and how it stops.
///
/// @param type `service`, `batch`, `sysbatch` or `system`
/// @param dispatched is a dispatched child
/// @param meta the job's own; not its groups' nor its tasks'
public record PlacedJob(
    @JsonProperty("Type") String type,
    @JsonProperty("ParentID") String parentId,
    @JsonProperty("Dispatched") boolean dispatched,
    @JsonProperty("Version") long version,
    @JsonProperty("TaskGroups") List<Group> taskGroups,
    @JsonProperty("Meta") Map<String, String> meta) {

  /// Nothing is known of it.
  static final PlacedJob UNKNOWN = new PlacedJob("", "", false, 0, List.of(), Map.of());

  /// What Nomad takes for a task that says nothing (`kill_timeout`).
  public static final Duration DEFAULT_KILL_TIMEOUT = Duration.ofSeconds(5);

  public PlacedJob {
    type = Fields.text(type);
    parentId = Fields.text(parentId);
    taskGroups = Fields.list(taskGroups);
    meta = Fields.texts(meta);
  }

  /// A group, and how long its services are announced as gone before its tasks are killed.
  public record Group(
      @JsonProperty("Name") String name,
      @JsonProperty("ShutdownDelay") long shutdownDelayNanos,
      @JsonProperty("Tasks") List<Task> tasks) {
    public Group {
      name = Fields.text(name);
      tasks = Fields.list(tasks);
    }

    /// The group's own delay; then its leader; then all others at once.
    Duration stopTime() {
      return Duration.ofNanos(shutdownDelayNanos).plus(longest(true)).plus(longest(false));
    }

    private Duration longest(boolean leaders) {
      return tasks.stream()
          .filter(task -> task.leader() == leaders)
          .map(Task::stopTime)
          .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
  }

  /// A task. A client may cap `kill_timeout` (`max_kill_timeout`, 30 s unless it says otherwise);
  /// that is not visible from outside.
  public record Task(
      @JsonProperty("Name") String name,
      @JsonProperty("Leader") boolean leader,
      @JsonProperty("KillTimeout") long killTimeoutNanos,
      @JsonProperty("ShutdownDelay") long shutdownDelayNanos) {
    public Task {
      name = Fields.text(name);
    }

    Duration stopTime() {
      Duration kill =
          killTimeoutNanos > 0 ? Duration.ofNanos(killTimeoutNanos) : DEFAULT_KILL_TIMEOUT;
      return kill.plusNanos(shutdownDelayNanos);
    }
  }

  /// How long an allocation of this group may take to stop, at most; the default kill timeout where
  /// the group is not known.
  public Duration stopTime(String group) {
    return taskGroups.stream()
        .filter(g -> g.name().equals(group))
        .findFirst()
        .map(Group::stopTime)
        .orElse(DEFAULT_KILL_TIMEOUT);
  }
}
