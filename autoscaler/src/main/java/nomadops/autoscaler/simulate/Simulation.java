package nomadops.autoscaler.simulate;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;

/// One run: goes from event to event. What happens in one millisecond happens in this order: runs
/// end, nodes come and go, work arrives, the scheduler places what fits, the strategy decides, the
/// scheduler places again. It is over when the trace is and no work is left, or its tail has
/// passed.
public final class Simulation {
  private static final long NEVER = Long.MAX_VALUE;
  private static final int TELL_EVERY = 256;

  private final Trace trace;
  private final Setup setup;
  private final Contender contender;
  private final Strategy strategy;
  private final Arrivals arrivals;
  private final Tally tally;
  private final Shapes shapes;
  private final Nodes nodes;
  private final Queue queue;
  private final Running running;
  private final Work work;
  private final Scheduler scheduler;
  private final Machines machines;
  private final EngineView view;
  private long nextArrival;
  private long nextDecision;
  private long decisions;

  /// A run that has not begun.
  ///
  /// @throws IllegalArgumentException for a class that asks for devices
  public Simulation(Trace trace, Setup setup, Contender contender) {
    this(trace, setup, contender, Journal.NONE);
  }

  Simulation(Trace trace, Setup setup, Contender contender, Journal journal) {
    this.trace = trace;
    this.setup = setup;
    this.contender = contender;
    strategy = contender.fresh().get();
    arrivals = trace.arrivals();
    tally = new Tally(setup);
    shapes = new Shapes(trace.classes(), setup.size(), setup.mhzPerCore());
    nodes = new Nodes(shapes);
    queue = new Queue(trace.classes().size());
    running = new Running(nodes);
    work = new Work(shapes, nodes, queue, running, tally, journal);
    SplittableRandom seeds = new SplittableRandom(setup.seed());
    // Launches draw from a source of their own: strategies that place otherwise launch alike.
    SplittableRandom ofLaunches = seeds.split();
    scheduler = new Scheduler(shapes, nodes, queue, work, setup, seeds.split());
    machines = new Machines(setup, nodes, work, scheduler, tally, journal, ofLaunches);
    view = new EngineView(setup, trace.classes(), shapes, nodes, queue, running, tally);
  }

  /// Runs it from the beginning to its end; once.
  ///
  /// @param progress is told now and then which share of the trace is done, 0 to 1
  /// @throws CancellationException when the thread was interrupted
  public Outcome run(DoubleConsumer progress) {
    machines.begin();
    advanceArrival();
    long last = trace.length() + setup.tailMillis();
    long now = 0;
    step(now, progress);
    while (!over(now) && now < last) {
      now = Math.min(last, next(now));
      tally.until(now, queue.count(), running.count());
      step(now, progress);
    }
    work.leave(now);
    machines.billAll(now);
    progress.accept(1);
    return tally.outcome(
        contender.name(), contender.about(), now, nodes.peak(), shapes.doneNodeHours());
  }

  private boolean over(long now) {
    return now >= trace.length()
        && nextArrival == NEVER
        && queue.count() == 0
        && running.count() == 0;
  }

  private void step(long now, DoubleConsumer progress) {
    work.endDue(now, scheduler);
    machines.happen(now);
    while (nextArrival <= now) {
      work.arrive(
          arrivals.shape(), arrivals.count(), arrivals.runs(), arrivals.priority(), now, scheduler);
      advanceArrival();
    }
    scheduler.pass(now);
    if (nextDecision <= now) {
      decide(now, progress);
      scheduler.pass(now);
    }
  }

  private void decide(long now, DoubleConsumer progress) {
    nextDecision = now + setup.decideMillis();
    int[] order = view.at(now);
    machines.grant(strategy.decide(view), order, now);
    tally.sample(now, queue.count(), running.count(), nodes.ready(), nodes.live().size());
    if (decisions++ % TELL_EVERY == 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the simulation was interrupted");
      }
      progress.accept(Math.min(1, (double) now / Math.max(1, trace.length())));
    }
  }

  private long next(long now) {
    long next = Math.min(nextArrival, running.nextEnd());
    next = Math.min(next, Math.min(machines.next(), nextDecision));
    next = Math.min(next, scheduler.wakeAt());
    return now < trace.length() ? Math.min(next, trace.length()) : next;
  }

  private void advanceArrival() {
    nextArrival = arrivals.next() ? arrivals.at() : NEVER;
  }
}
