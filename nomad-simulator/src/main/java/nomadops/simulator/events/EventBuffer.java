package nomadops.simulator.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import nomadops.simulator.state.Change;
import org.jspecify.annotations.Nullable;

/// The last so many lines of events. Readers keep a position; one that has fallen out of the buffer
/// is lost.
public final class EventBuffer {
  private final @Nullable Line[] ring;
  private long first;
  private long next;
  private boolean deaf;
  private long told;
  private long epoch;

  public EventBuffer(int capacity) {
    this.ring = new Line[capacity];
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
      if (deaf) {
        return;
      }
      for (List<Event> events : groups.values()) {
        ring[slot(next)] = new Line(next, commit.index(), List.copyOf(events));
        next++;
        told += events.size();
        first = Math.max(first, next - ring.length);
      }
      notifyAll();
    }
  }

  /// Where a reader starts: at the oldest line for 0, else at the first line with that index or a
  /// later one.
  public synchronized long start(long index) {
    for (long position = first; position < next; position++) {
      if (at(position).index >= index) {
        return position;
      }
    }
    return next;
  }

  /// Waits for the line at a position.
  public synchronized Next await(long position, long readerEpoch, long millis)
      throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (epoch == readerEpoch) {
      if (position < first) {
        return new Next.CutOff();
      }
      if (position < next) {
        return new Next.Ready(at(position));
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return new Next.Quiet();
      }
      wait(left);
    }
    return new Next.CutOff();
  }

  /// How many events there have been so far.
  public synchronized long told() {
    return told;
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
    Arrays.fill(ring, null);
    first = next;
    cutAll();
  }

  /// While it is deaf, what happens is not remembered and nobody is told: a hole that no reader can
  /// see.
  public synchronized void deaf(boolean on) {
    deaf = on;
  }

  private int slot(long position) {
    return (int) (position % ring.length);
  }

  private Line at(long position) {
    Line line = ring[slot(position)];
    if (line == null) {
      throw new IllegalStateException("no line " + position + " from " + first + " to " + next);
    }
    return line;
  }
}
