package nomadops.gc.pace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// A tiny Nomad: two workers with a fixed service time, users' evaluations before ours, arrivals
/// drawn from a seed, and a collector that does what the law says. A discrete-event model on
/// virtual time: the same seed gives the same run.
final class QueueModel {
  private static final long SECOND = 1_000_000_000L;
  private static final long REQUEST = 1_000_000;

  record Segment(double seconds, double foregroundPerSecond, long serviceNanos) {}

  /// @param latencies of users' evaluations in nanoseconds, sorted
  record Figures(double purgesPerSecond, List<Long> latencies, double greatestWindow) {
    double quantile(double q) {
      return latencies.isEmpty()
          ? 0
          : latencies.get((int) Math.min(latencies.size() - 1, q * latencies.size()));
    }
  }

  private record Event(long at, int kind, long sentAt, boolean ours) {}

  private static final int ARRIVAL = 0;
  private static final int WORKER_DONE = 1;
  private static final int TICK = 2;
  private static final int REACHED = 3;

  private final PaceLaw law;
  private final Random random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>((a, b) ->
          a.at() != b.at() ? Long.compare(a.at(), b.at()) : Integer.compare(a.kind(), b.kind()));
  private final ArrayDeque<Event> users = new ArrayDeque<>();
  private final ArrayDeque<Event> ours = new ArrayDeque<>();
  private final List<Long> ended = new ArrayList<>();
  final List<Long> starts = new ArrayList<>();
  private PaceState state;
  private long now;
  private int busy;
  private int unfinished;
  private int underWay;
  private long service;
  private double rate;
  private boolean collecting = true;

  QueueModel(PaceProfile profile, long seed) {
    this.law = new PaceLaw(profile);
    this.random = new Random(seed);
    this.state = PaceState.initial(0);
    events.add(new Event(0, TICK, 0, true));
  }

  QueueModel withoutCollector() {
    collecting = false;
    return this;
  }

  PaceState state() {
    return state;
  }

  Figures run(Segment segment) {
    service = segment.serviceNanos();
    rate = segment.foregroundPerSecond();
    events.removeIf(e -> e.kind() == ARRIVAL);
    arrive();
    long from = now;
    long until = now + (long) (segment.seconds() * SECOND);
    List<Long> waits = new ArrayList<>();
    double greatest = 0;
    int before = starts.size();
    while (events.peek().at() <= until) {
      Event event = events.poll();
      now = event.at();
      handle(event, waits);
      greatest = Math.max(greatest, state.window());
    }
    now = until;
    waits.sort(null);
    double seconds = (until - from) / (double) SECOND;
    return new Figures((starts.size() - before) / seconds, waits, greatest);
  }

  private void handle(Event event, List<Long> waits) {
    switch (event.kind()) {
      case ARRIVAL -> {
        users.add(new Event(now, REACHED, now, false));
        underWay++;
        arrive();
      }
      case REACHED -> ours.add(event);
      case WORKER_DONE -> {
        busy--;
        if (event.ours()) {
          unfinished--;
          ended.add(now - event.sentAt());
          collect(false);
        } else {
          waits.add(now - event.sentAt());
          underWay--;
          if (underWay == 0) {
            collect(false);
          }
        }
      }
      default -> collect(true);
    }
    serve();
  }

  private void serve() {
    while (busy < 2 && !(users.isEmpty() && ours.isEmpty())) {
      Event next = users.isEmpty() ? ours.poll() : users.poll();
      busy++;
      events.add(new Event(now + service, WORKER_DONE, next.sentAt(), next.ours()));
    }
  }

  /// Asks the law until it says no, as the performer does.
  private void collect(boolean ticking) {
    if (!collecting) {
      return;
    }
    while (true) {
      PaceStep step =
          law.step(state, new PaceFacts(unfinished, ended, 0, 0, false, users(), gates()), now);
      ended.clear();
      state = step.state();
      if (!(step.decision() instanceof PaceDecision.Go)) {
        if (ticking || step.decision() instanceof PaceDecision.Wait) {
          schedule(step.decision());
        }
        return;
      }
      unfinished++;
      starts.add(now);
      events.add(new Event(now + REQUEST, REACHED, now, true));
    }
  }

  private PaceFacts.Gates gates() {
    return new PaceFacts.Gates(true, true, true, true, true, false, underWay);
  }

  private PaceFacts.Users users() {
    return rate > 0 ? PaceFacts.Users.PRESENT : PaceFacts.Users.ABSENT;
  }

  private void schedule(PaceDecision decision) {
    long wait = decision instanceof PaceDecision.Wait(long nanos, String _) ? nanos : SECOND / 10;
    events.removeIf(e -> e.kind() == TICK);
    events.add(new Event(now + Math.max(1, wait), TICK, 0, true));
  }

  private void arrive() {
    if (rate > 0) {
      long gap = (long) (-Math.log(1 - random.nextDouble()) / rate * SECOND);
      events.add(new Event(now + gap, ARRIVAL, 0, false));
    }
  }
}
