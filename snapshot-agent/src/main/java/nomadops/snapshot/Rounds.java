package nomadops.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.Backoff;
import nomadops.runtime.leader.Fence;
import nomadops.snapshot.policy.Due;
import nomadops.snapshot.policy.Schedule;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the target, decides, saves, deletes; again and again. Every replica looks, so that each
/// can tell how old the newest snapshot is; only the one that leads acts.
public final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /// The longest that a look at the target is believed.
  private static final Duration LOOK = Duration.ofMinutes(5);

  /// A clock may step, settings and leadership change: nothing is slept through.
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  private static final Backoff RETRY = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

  /// What time is to the rounds.
  public record Time(InstantSource wall, Ticker ticker, Pause pause, RandomGenerator random) {}

  private final String cluster;
  private final Target target;
  private final Saver saver;
  private final Pruner pruner;
  private final Fence fence;
  private final RoundListener listener;
  private final Time time;
  private volatile RoundTerms terms;
  private volatile RoundView view = RoundView.FIRST;
  private long looked;
  private long restUntil;
  private boolean resting;

  public Rounds(
      String cluster,
      Target target,
      Saver saver,
      Pruner pruner,
      Fence fence,
      RoundListener listener,
      RoundTerms terms,
      Time time) {
    this.cluster = cluster;
    this.target = target;
    this.saver = saver;
    this.pruner = pruner;
    this.fence = fence;
    this.listener = listener;
    this.terms = terms;
    this.time = time;
  }

  /// What is known now.
  public RoundView view() {
    return view;
  }

  public RoundTerms terms() {
    return terms;
  }

  /// From the next decision on.
  public void follow(RoundTerms next) {
    terms = next;
  }

  /// Until it is to stop.
  ///
  /// @param beat once a turn, and while bytes come in
  public void run(BooleanSupplier stopping, Runnable beat) throws InterruptedException {
    while (!stopping.getAsBoolean()) {
      beat.run();
      Duration wait = turn(stopping, beat);
      time.pause().sleep(wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP);
    }
  }

  /// One decision, and what follows from it; returns when to look again.
  Duration turn(BooleanSupplier stopping, Runnable beat) throws InterruptedException {
    if (!lookedLately() && (rest().isPositive() || !look())) {
      return LONGEST_SLEEP;
    }
    boolean leads = fence.mayAct();
    view = leads ? view : view.following();
    Due due = decide();
    if (!(due instanceof Due.Now) || !leads) {
      return due instanceof Due.Later(Duration left, var _) ? left : LONGEST_SLEEP;
    }
    // Another replica may have taken it since we looked.
    if (!look()) {
      return LONGEST_SLEEP;
    }
    if (decide() instanceof Due.Now(String reason)) {
      act(reason, stopping, beat);
    }
    return Duration.ofSeconds(1);
  }

  private Due decide() {
    List<Instant> taken =
        view.shelf().map(Shelf::snapshots).orElse(List.of()).stream()
            .map(one -> one.name().at())
            .toList();
    Due due = Schedule.step(taken, rest(), terms.schedule(), time.wall().instant());
    view = view.decided(due);
    return due;
  }

  private void act(String reason, BooleanSupplier stopping, Runnable beat)
      throws InterruptedException {
    SaveOutcome outcome = saver.save(reason, stopping, _ -> beat.run());
    view = view.attempted(outcome, time.wall().instant());
    listener.attempted(outcome);
    switch (outcome) {
      case SaveOutcome.Saved saved -> {
        resting = false;
        prune(saved);
      }
      case SaveOutcome.Fenced _ -> {}
      case SaveOutcome.TargetFailed _ -> {
        listener.targetFailed("keep");
        rest(view.failures());
      }
      case SaveOutcome.NomadFailed _, SaveOutcome.Rejected _, SaveOutcome.AuditFailed _ ->
          rest(view.failures());
    }
  }

  private void prune(SaveOutcome.Saved saved) throws InterruptedException {
    try {
      Pruner.Pruned pruned = pruner.prune(saved.name(), terms.keep());
      listener.pruned(pruned);
    } catch (TargetFault e) {
      LOG.warn("nothing was deleted: {}", e.getMessage());
      listener.targetFailed("prune");
    }
    look();
  }

  private boolean look() throws InterruptedException {
    try {
      Shelf shelf = Shelf.of(time.wall().instant(), cluster, target.list());
      looked = time.ticker().nanos();
      view = view.seen(shelf);
      return true;
    } catch (TargetFault e) {
      LOG.warn("{}", e.getMessage());
      view = view.unseen(String.valueOf(e.getMessage()));
      listener.targetFailed("list");
      rest(view.failures());
      return false;
    }
  }

  private boolean lookedLately() {
    return view.blind().isEmpty() && time.ticker().nanos() - looked < LOOK.toNanos();
  }

  private void rest(int failures) {
    restUntil = time.ticker().nanos() + RETRY.after(failures, time.random()).toNanos();
    resting = true;
  }

  private Duration rest() {
    return resting
        ? Duration.ofNanos(Math.max(0, restUntil - time.ticker().nanos()))
        : Duration.ZERO;
  }
}
