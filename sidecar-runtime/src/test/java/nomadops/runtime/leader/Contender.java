package nomadops.runtime.leader;

import java.time.Duration;

/// One replica in virtual time: its own clock (up to 1 % fast or slow, any origin), pauses, and one
/// request at a time.
final class Contender {
  private final LockWorld world;
  private final String name;
  private final double rate;
  private final long origin;
  final Fence fence;
  private LeaderState state;
  private long pausedUntil;
  private boolean gone;
  private int ids;

  Contender(LockWorld world, String name) {
    this.world = world;
    this.name = name;
    this.rate = 0.99 + world.random.nextDouble() * 0.02;
    this.origin = world.random.nextLong();
    this.fence = Fence.shut(this::clock);
    this.state = LeaderState.start(clock());
    world.at(world.now, () -> advance(new LeaderFact.Tick()));
  }

  /// Stops the whole process for a while, as SIGSTOP or a long collection does; its clock goes on.
  void pause(Duration duration) {
    pausedUntil = Math.max(pausedUntil, world.now + duration.toNanos());
  }

  /// kill -9: whatever was sent is still on its way.
  void vanish() {
    gone = true;
    fence.shut("gone");
  }

  /// SIGTERM.
  void stop() {
    if (!gone) {
      whenAwake(() -> advance(new LeaderFact.Stopping()));
    }
  }

  private long clock() {
    return origin + (long) (world.now * rate);
  }

  private void whenAwake(Runnable action) {
    if (world.now < pausedUntil) {
      world.at(pausedUntil, () -> whenAwake(action));
    } else if (!gone) {
      action.run();
    }
  }

  private void advance(LeaderFact fact) {
    if (gone || state instanceof LeaderState.Stopped) {
      return;
    }
    Luck luck = new Luck(name + "-" + ids++, world.random.nextDouble());
    LeaderState.Step step = LeaderState.step(state, fact, clock(), luck, world.terms);
    state = step.next();
    switch (state) {
      case LeaderState.Leading leading -> fence.openUntil(leading.deadline());
      default -> fence.shut("not leading");
    }
    // A pause may strike between any two instructions.
    if (world.faults && world.random.nextInt(400) == 0) {
      pause(Duration.ofMillis(world.random.nextInt(90_000)));
    }
    long sentAt = clock();
    whenAwake(() -> perform(step.decision(), sentAt));
  }

  private void perform(LeaderDecision decision, long sentAt) {
    switch (decision) {
      case LeaderDecision.Acquire(String id, String _) ->
          request(() -> world.lock.acquire(id, world.now), sentAt);
      case LeaderDecision.Renew(String id, String _) ->
          request(() -> world.lock.renew(id, world.now), sentAt);
      case LeaderDecision.Release(String id, String _) ->
          world.after(world.latency(), () -> world.lock.release(id, world.now));
      case LeaderDecision.Wait(long until, String _) -> {
        long trueDelay = (long) (Math.max(0, until - clock()) / rate) + 1;
        world.after(
            Duration.ofNanos(trueDelay), () -> whenAwake(() -> advance(new LeaderFact.Tick())));
      }
      case LeaderDecision.Finished _ -> {}
    }
  }

  private interface Call {
    boolean granted();
  }

  private void request(Call call, long sentAt) {
    int fate = world.faults ? world.random.nextInt(10) : 9;
    if (fate == 0) {
      world.after(world.latency(), () -> answer(new LeaderFact.NotDone("not sent")));
      return;
    }
    Duration up = world.latency();
    if (fate == 1) {
      // The caller gives up perhaps before the request arrives.
      world.after(up, call::granted);
      world.after(world.latency(), () -> answer(new LeaderFact.Unknown("lost")));
      return;
    }
    world.after(
        up,
        () -> {
          boolean granted = call.granted();
          LeaderFact fact =
              granted ? new LeaderFact.Held(sentAt) : new LeaderFact.Denied("", "held");
          world.after(world.latency(), () -> answer(fact));
        });
  }

  private void answer(LeaderFact fact) {
    whenAwake(() -> advance(fact));
  }
}
