package nomadops.drainer.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;
import nomadops.drainer.Watcher;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.runtime.cli.ProgressBar;
import nomadops.runtime.cli.Screen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches one drain to its end, and shows how far it is: a bar on a terminal, log lines elsewhere.
final class Follow implements Watcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follow.class);

  /// How it came to an end, for us.
  enum End {
    /// Nothing is left on the node.
    EMPTY,
    /// The time was up and something still runs.
    NOT_EMPTY,
    /// Somebody ended the drain.
    CANCELLED,
    /// The node went down or was purged.
    NODE_GONE,
    /// Nomad will not do it, however often it is asked.
    FORBIDDEN,
    /// Nobody wants to watch any longer.
    INTERRUPTED,
    /// Nobody wanted to watch.
    DETACHED
  }

  private final OneNode node;
  private final boolean detach;
  private final Optional<ProgressBar> bar;
  private final long total;
  private volatile boolean interrupted;
  private volatile Optional<DrainDecision.Close> closed = Optional.empty();
  private volatile Optional<String> forbidden = Optional.empty();
  private long shown;

  /// @param watched somebody sees the screen
  Follow(OneNode node, boolean detach, Screen screen, boolean watched, Ticker ticker) {
    this.node = node;
    this.detach = detach;
    this.total = left(node);
    this.shown = total;
    this.bar =
        watched && !detach
            ? Optional.of(
                new ProgressBar(
                    "draining " + node.latest().facts().name(),
                    OptionalLong.of(total),
                    screen,
                    ticker,
                    Duration.ZERO))
            : Optional.empty();
  }

  private static long left(OneNode node) {
    return node.latest().facts().allocs().map(allocs -> allocs.counted()).orElse(0L);
  }

  void interrupt() {
    interrupted = true;
  }

  @Override
  public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
    closed = Optional.of(how);
  }

  @Override
  public void failed(Doomed doomed, String what, RuntimeException fault) {
    if (fault instanceof NomadFault answer && (answer.isForbidden() || answer.isBadRequest())) {
      forbidden = Optional.of("" + fault.getMessage());
    }
  }

  /// Looks once more; to be called several times a second.
  boolean isOver() {
    long left = left(node);
    bar.ifPresent(one -> one.add(Math.max(0, shown - left)));
    if (left < shown && bar.isEmpty() && !detach) {
      LOG.info("{}: {} of {} allocations left", node.latest().facts().name(), left, total);
    }
    shown = Math.min(shown, left);
    return end().isPresent();
  }

  /// How it ended; empty while it goes on.
  Optional<End> end() {
    if (closed.isPresent()) {
      return Optional.of(
          switch (closed.get().ending()) {
            case DRAINED, CUT -> End.EMPTY;
            case NOTHING_THERE -> End.NODE_GONE;
            case OVERDUE, CORDONED, WELCOMED, RESTORED, IGNORED -> End.NOT_EMPTY;
          });
    }
    if (node.isCancelled()) {
      return Optional.of(End.CANCELLED);
    }
    if (forbidden.isPresent()) {
      return Optional.of(End.FORBIDDEN);
    }
    if (interrupted) {
      return Optional.of(End.INTERRUPTED);
    }
    return detach && node.isSettled() ? Optional.of(End.DETACHED) : Optional.empty();
  }

  /// What the drainer or Nomad said at the end; empty when it did not come to one.
  String reason() {
    return closed.map(DrainDecision.Close::reason).or(() -> forbidden).orElse("");
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
