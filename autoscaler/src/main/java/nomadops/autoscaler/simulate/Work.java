package nomadops.autoscaler.simulate;

/// The life of an allocation: it waits, runs and ends, or is killed and waits again.
final class Work implements Scheduler.Starter {
  private final Shapes shapes;
  private final Nodes nodes;
  private final Queue queue;
  private final Running running;
  private final Tally tally;
  private final Journal journal;

  Work(Shapes shapes, Nodes nodes, Queue queue, Running running, Tally tally, Journal journal) {
    this.shapes = shapes;
    this.nodes = nodes;
    this.queue = queue;
    this.running = running;
    this.tally = tally;
    this.journal = journal;
  }

  void arrive(int shape, int count, long runs, int priority, long now, Scheduler scheduler) {
    if (shapes.fitting(shape)) {
      tally.arrived += count;
      Lane lane = queue.add(shape, priority, now, now, runs, count);
      if (lane != null) {
        scheduler.arrived(lane);
      }
    } else {
      tally.unschedulable += count;
    }
  }

  @Override
  public void start(Lane oldestOf, int node, long now) {
    int shape = oldestOf.shape;
    running.start(node, shape, oldestOf.priority, now, oldestOf.firstAt(), oldestOf.runs());
    nodes.take(node, shape);
    tally.started++;
    journal.started(shape, oldestOf.firstAt(), now, nodes.id(node));
  }

  /// Ends what is due, and tells the scheduler where there is room now.
  void endDue(long now, Scheduler scheduler) {
    while (running.nextEnd() <= now) {
      int allocation = running.poll();
      if (allocation >= 0) {
        int node = running.node(allocation);
        int shape = running.shape(allocation);
        long runs = running.runs(allocation);
        long firstAt = running.firstAt(allocation);
        tally.ended++;
        tally.waits.add(now - firstAt - runs, 1);
        shapes.learn(shape, runs);
        running.end(allocation);
        nodes.give(node, shape, now);
        scheduler.roomOn(node);
        journal.ended(shape, firstAt, now, nodes.id(node));
      }
    }
  }

  /// Kills all that runs on a node; each waits again, behind the others.
  void killAll(int node, long now, Scheduler scheduler) {
    for (int a = nodes.newest(node); a >= 0; a = nodes.newest(node)) {
      int shape = running.shape(a);
      long firstAt = running.firstAt(a);
      tally.killed++;
      tally.lostMillis += now - running.startedAt(a);
      Lane lane = queue.add(shape, running.priority(a), firstAt, now, running.runs(a), 1);
      if (lane != null) {
        scheduler.arrived(lane);
      }
      running.kill(a);
      nodes.give(node, shape, now);
      journal.killed(shape, firstAt, now, nodes.id(node));
    }
  }

  /// Counts the waits of what is left when the run is over.
  void leave(long now) {
    tally.unfinished = (long) queue.count() + running.count();
    for (Lane lane : queue.waiting()) {
      lane.each((firstAt, count) -> tally.waits.add(now - firstAt, count));
    }
    for (int i = 0; i < nodes.live().size(); i++) {
      for (int a = nodes.newest(nodes.live().get(i)); a >= 0; a = running.older(a)) {
        tally.waits.add(running.startedAt(a) - running.firstAt(a), 1);
      }
    }
  }
}
