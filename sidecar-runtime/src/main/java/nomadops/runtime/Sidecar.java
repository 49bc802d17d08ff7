package nomadops.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.client.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running process: named activities, and an orderly end.
///
/// [#run] returns when the last foreground activity has ended ([ExitCode#DONE]), after SIGTERM or
/// SIGINT ([ExitCode#DONE] if everything stopped in time), or when an activity crashed
/// ([ExitCode#FAILED]). In every case the [Phase]s pass in order; each is bounded in time, and so
/// is the whole. A second signal ends the process at once.
public final class Sidecar {
  private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);

  /// Under the 30 s that Kubernetes grants between SIGTERM and SIGKILL.
  public static final Duration DEFAULT_BUDGET = Duration.ofSeconds(25);

  private sealed interface Cause {
    record Asked(String reason) implements Cause {}

    record Crashed(String activity, Throwable fault) implements Cause {}

    record Finished() implements Cause {}
  }

  private final String name;
  private final Signals signals;
  private final Duration budget;
  private final Ticker ticker = Ticker.system();
  private final Stop stop = new Stop();
  private final List<Running> activities = new ArrayList<>();
  private final List<StopAction> stopActions = new ArrayList<>();
  private final BlockingQueue<Cause> causes = new LinkedBlockingQueue<>();
  private final AtomicInteger foreground = new AtomicInteger();
  private final AtomicBoolean signalled = new AtomicBoolean();

  /// A process that has not started yet.
  ///
  /// @param budget the longest that stopping may take, e.g. [#DEFAULT_BUDGET]
  public Sidecar(String name, Signals signals, Duration budget) {
    this.name = name;
    this.signals = signals;
    this.budget = budget;
  }

  /// Adds a foreground activity: the process lives as long as one of them does.
  ///
  /// @param phase when it must end: [Phase#IN_FLIGHT] activities get that phase's time to finish
  ///   what they hold, all others are interrupted as their phase begins
  public Sidecar activity(String activity, Phase phase, Activity body) {
    foreground.incrementAndGet();
    activities.add(new Running(activity, phase, true, body));
    return this;
  }

  /// Adds a background activity: it serves the others and does not keep the process alive.
  public Sidecar background(String activity, Phase phase, Activity body) {
    activities.add(new Running(activity, phase, false, body));
    return this;
  }

  /// Adds something to do in a phase of stopping, after the activities of that phase have ended;
  /// within a phase, the last one added runs first.
  public Sidecar onStop(Phase phase, String action, AutoCloseable body) {
    stopActions.addFirst(new StopAction(phase, action, body));
    return this;
  }

  /// Runs `handler` on every SIGHUP; a failure in it is logged and changes nothing.
  public Sidecar onHangup(Runnable handler) {
    signals.on(
        "HUP",
        () -> {
          try {
            handler.run();
          } catch (RuntimeException e) {
            LOG.warn("SIGHUP: {}", e.toString(), e);
          }
        });
    return this;
  }

  /// Asks the process to stop; returns at once.
  public void requestStop(String reason) {
    causes.add(new Cause.Asked(reason));
  }

  /// Starts the activities, waits for the end, stops in order. Call once.
  public ExitCode run() throws InterruptedException {
    signals.on("TERM", () -> onSignal("SIGTERM"));
    signals.on("INT", () -> onSignal("SIGINT"));
    activities.forEach(this::start);
    Cause cause = causes.take();
    ExitCode code = report(cause);
    stop.request();
    boolean clean = true;
    long begin = ticker.nanos();
    int shares = 0;
    for (Phase phase : Phase.values()) {
      shares += phase.share();
      clean &= stop(phase, bound(phase, shares, Duration.ofNanos(ticker.nanos() - begin)));
    }
    LOG.info("{} stopped{}", name, clean ? "" : ", not everything in time");
    return clean && causes.stream().noneMatch(Cause.Crashed.class::isInstance)
        ? code
        : ExitCode.FAILED;
  }

  private ExitCode report(Cause cause) {
    return switch (cause) {
      case Cause.Asked(String reason) -> {
        LOG.info("{} stops: {}", name, reason);
        yield ExitCode.DONE;
      }
      case Cause.Finished _ -> {
        LOG.debug("{} has nothing left to do", name);
        yield ExitCode.DONE;
      }
      case Cause.Crashed(String activity, Throwable fault) -> {
        LOG.error("{} stops: activity {} crashed: {}", name, activity, fault.toString(), fault);
        yield ExitCode.FAILED;
      }
    };
  }

  private void start(Running activity) {
    activity.thread =
        Thread.ofPlatform().daemon().name(activity.name).start(() -> runToTheEnd(activity));
  }

  private void runToTheEnd(Running activity) {
    try {
      activity.body.run(stop);
    } catch (InterruptedException e) {
      if (!stop.requested()) {
        causes.add(new Cause.Crashed(activity.name, e));
      }
    } catch (Throwable e) {
      causes.add(new Cause.Crashed(activity.name, e));
    } finally {
      if (activity.foreground && foreground.decrementAndGet() == 0) {
        causes.add(new Cause.Finished());
      }
    }
  }

  private void onSignal(String signal) {
    if (signalled.getAndSet(true)) {
      LOG.warn("{} ends at once: second {}", name, signal);
      signals.halt(ExitCode.FAILED.number());
    } else {
      requestStop(signal);
    }
  }

  /// A phase's own share, and what the ones before it left of theirs.
  ///
  /// @param shares of this phase and all before it
  private Duration bound(Phase phase, int shares, Duration elapsed) {
    Duration own = budget.multipliedBy(phase.share()).dividedBy(Phase.shares());
    Duration left = budget.multipliedBy(shares).dividedBy(Phase.shares()).minus(elapsed);
    return left.compareTo(own) > 0 ? left : own;
  }

  // Activities get most of a phase's time; what is left belongs to the stop actions, so that work
  // which did not finish can still be handed back.
  private boolean stop(Phase phase, Duration whole) throws InterruptedException {
    Duration forActivities = whole.multipliedBy(7).dividedBy(10);
    List<Running> mine = activities.stream().filter(a -> a.phase == phase).toList();
    if (phase != Phase.IN_FLIGHT) {
      mine.forEach(Running::interrupt);
    }
    boolean ended = within(forActivities, phase, () -> joinAll(mine));
    mine.forEach(Running::interrupt);
    boolean acted = within(whole.minus(forActivities), phase, () -> act(phase));
    return ended
        && acted
        && stopActions.stream().noneMatch(action -> action.phase == phase && action.failed);
  }

  private boolean within(Duration bound, Phase phase, Runnable work) throws InterruptedException {
    Thread thread = Thread.ofPlatform().daemon().name("stop-" + phase).start(work);
    if (thread.join(bound)) {
      return true;
    }
    LOG.warn("{}: {} takes longer than {} ms: {}", name, phase, bound.toMillis(), late(phase));
    thread.interrupt();
    return false;
  }

  private static void joinAll(List<Running> activities) {
    try {
      for (Running activity : activities) {
        activity.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void act(Phase phase) {
    stopActions.stream().filter(a -> a.phase == phase).forEach(StopAction::run);
  }

  private List<String> late(Phase phase) {
    List<String> late = new ArrayList<>();
    activities.stream().filter(a -> a.phase == phase && a.isAlive()).forEach(a -> late.add(a.name));
    stopActions.stream().filter(a -> a.phase == phase && !a.ended).forEach(a -> late.add(a.name));
    return late;
  }
}
