package nomadops.simulator.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import nomadops.simulator.state.Change;
import org.jspecify.annotations.Nullable;

/// The last so many lines of events. Readers keep a position; one that has fallen out of the buffer
/// is lost.
public final class EventBuffer {
  private final Deque<Line> lines = new ArrayDeque<>();
  private final int capacity;
  private long next;
  private long epoch;

  public EventBuffer(int capacity) {
    this.capacity = capacity;
  }

  /// One step of one Raft entry.
  ///
  /// @param position counts lines from the start of the simulator
  public record Line(long position, long index, List<Event> events) {}

  /// What a reader gets next: a line, nothing within the time, or the news that it is cut off.
  public sealed interface Next {
    record Ready(Line line) implements Next {}

    record Quiet() implements Next {}

    record CutOff() implements Next {}
  }

  public void append(Change.Commit commit) {
    if (commit.type().isEmpty() || commit.changes().isEmpty()) {
      return;
    }
    TreeMap<Integer, List<Event>> groups = new TreeMap<>();
    for (Change change : commit.changes()) {
      groups
          .computeIfAbsent(change.group(), g -> new ArrayList<>())
          .add(Event.of(change, commit.type(), commit.index()));
    }
    synchronized (this) {
      for (List<Event> events : groups.values()) {
        lines.addLast(new Line(next++, commit.index(), List.copyOf(events)));
        if (lines.size() > capacity) {
          lines.removeFirst();
        }
      }
      notifyAll();
    }
  }

  /// Where a reader starts: at the oldest line for 0, else at the first line with that index or a
  /// later one.
  public synchronized long start(long index) {
    for (Line line : lines) {
      if (line.index >= index) {
        return line.position;
      }
    }
    return next;
  }

  /// Waits for the line at a position.
  public synchronized Next await(long position, long readerEpoch, long millis)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (epoch == readerEpoch) {
      Line oldest = lines.peekFirst();
      if (oldest != null && position < oldest.position) {
        return new Next.CutOff();
      }
      if (position < next) {
        Line line = find(position);
        return line == null ? new Next.CutOff() : new Next.Ready(line);
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return new Next.Quiet();
      }
      wait(left);
    }
    return new Next.CutOff();
  }

  public synchronized long epoch() {
    return epoch;
  }

  /// Cuts every reader off.
  public synchronized void cutAll() {
    epoch++;
    notifyAll();
  }

  /// A server that starts remembers no events.
  public synchronized void forget() {
    lines.clear();
    cutAll();
  }

  private @Nullable Line find(long position) {
    for (Line line : lines) {
      if (line.position == position) {
        return line;
      }
    }
    return null;
  }
}
