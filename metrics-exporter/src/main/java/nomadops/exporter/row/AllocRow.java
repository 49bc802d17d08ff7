package nomadops.exporter.row;

import java.time.Instant;
import java.util.Set;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.TaskEvent;
import nomadops.client.model.TaskState;
import org.jspecify.annotations.Nullable;

/// An allocation.
///
/// @param desired `run`, `stop` or `evict`
/// @param client `pending`, `running`, `complete`, `failed`, `lost` or `unknown`
/// @param cpuMhz what it holds of its node while it is not over
/// @param memoryMb what it holds of its node while it is not over
/// @param restarts of all its tasks, as far as anybody told
/// @param oomKills how many kills for want of memory were told of, each once
/// @param lastOom when the last of them was, nanoseconds since the epoch; 0 for never
/// @param startedTime when its first task started, nanoseconds since the epoch; 0 while none has
/// @param replaced another has its place
public record AllocRow(
    String namespace,
    String jobId,
    String owner,
    String group,
    String evalId,
    String nodeId,
    String desired,
    String client,
    long cpuMhz,
    long memoryMb,
    long restarts,
    long oomKills,
    long lastOom,
    long startedTime,
    boolean replaced,
    long createIndex,
    long createTime,
    long modifyTime) {
  private static final Set<String> TERMINAL = Set.of("complete", "failed", "lost");

  /// From a list or an event. What was not told this time stays as it was: a list may come without
  /// task states, and a task keeps its last ten events alone.
  ///
  /// @param before what is known of it; null for nothing
  public static AllocRow of(AllocationStub stub, @Nullable AllocRow before, Words words) {
    Tasks tasks = Tasks.of(stub, before);
    String owner = Owner.of(stub.jobId());
    return new AllocRow(
        words.word(stub.namespace()),
        before == null ? stub.jobId() : before.jobId,
        words.word(owner),
        words.word(stub.taskGroup()),
        before == null ? stub.evalId() : before.evalId,
        words.word(stub.nodeId()),
        words.word(stub.desiredStatus()),
        words.word(stub.clientStatus()),
        stub.resources().cpuShares(),
        stub.resources().memoryMb(),
        tasks.restarts(),
        tasks.oomKills(),
        tasks.lastOom(),
        tasks.startedTime(),
        !stub.nextAllocation().isEmpty(),
        stub.createIndex(),
        stub.createTime(),
        stub.modifyTime());
  }

  /// What its tasks have been through.
  private record Tasks(long restarts, long oomKills, long lastOom, long startedTime) {
    static Tasks of(AllocationStub stub, @Nullable AllocRow before) {
      Tasks known =
          before == null
              ? new Tasks(0, 0, 0, 0)
              : new Tasks(before.restarts, before.oomKills, before.lastOom, before.startedTime);
      long restarts = 0;
      long kills = known.oomKills;
      long last = known.lastOom;
      long started = known.startedTime;
      for (TaskState task : stub.taskStates().values()) {
        restarts += task.restarts();
        // A restart gives a task a later start; the first one is what its placement waited for.
        long begun = task.startedAt().map(AllocRow::nanos).orElse(0L);
        if (known.startedTime == 0 && begun > 0) {
          started = started == 0 ? begun : Math.min(started, begun);
        }
        for (TaskEvent event : task.events()) {
          if (event.oomKilled() && nanos(event.time()) > known.lastOom) {
            kills++;
            last = Math.max(last, nanos(event.time()));
          }
        }
      }
      return new Tasks(Math.max(known.restarts, restarts), kills, last, started);
    }
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }

  /// Whether another holds as much of the same node while neither is over.
  public boolean holdsAs(AllocRow other) {
    return nodeId.equals(other.nodeId) && cpuMhz == other.cpuMhz && memoryMb == other.memoryMb;
  }

  /// The client has finished with it.
  public boolean isOver() {
    return TERMINAL.contains(client);
  }
}
