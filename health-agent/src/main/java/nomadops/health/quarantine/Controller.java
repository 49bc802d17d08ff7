package nomadops.health.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.quarantine.Turn.Deed;
import nomadops.health.quarantine.effect.Outcome;
import nomadops.health.quarantine.effect.Performer;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.QuarantinePolicy;
import nomadops.health.quarantine.policy.QuarantineState;
import nomadops.health.quarantine.policy.Step;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.view.FleetView;
import nomadops.health.quarantine.view.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks, decides, acts, again and again. One that does not lead does all but act, so that it knows
/// the clients when its time comes.
public final class Controller {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

  /// No pause is longer, so that to stop takes no longer.
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final FleetView view;
  private final QuarantinePolicy policy;
  private final Performer performer;
  private final Duration interval;
  private final List<Observer> observers;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Pause pause;
  private QuarantineState state;
  private volatile Optional<Turn> last = Optional.empty();
  private volatile Optional<Instant> lastWhole = Optional.empty();

  /// Time, as inputs.
  public record Time(InstantSource clock, Ticker ticker, Pause pause) {}

  public Controller(
      FleetView view,
      QuarantinePolicy policy,
      Performer performer,
      Duration interval,
      List<Observer> observers,
      Time time) {
    this.view = view;
    this.policy = policy;
    this.performer = performer;
    this.interval = interval;
    this.observers = List.copyOf(observers);
    this.clock = time.clock();
    this.ticker = time.ticker();
    this.pause = time.pause();
    this.state = QuarantineState.first(clock.instant());
  }

  /// Turns until told to stop, or interrupted.
  ///
  /// @param stop asked often, by one thread
  public void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      long began = ticker.nanos();
      turn();
      long end = began + interval.toNanos();
      for (long left = end - ticker.nanos();
          left > 0 && !stop.getAsBoolean();
          left = end - ticker.nanos()) {
        pause.sleep(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
      }
    }
  }

  /// The last turn; empty before the first one.
  public Optional<Turn> last() {
    return last;
  }

  /// When the cluster was last read whole; empty when it never was.
  public Optional<Instant> lastWhole() {
    return lastWhole;
  }

  void turn() throws InterruptedException {
    long began = ticker.nanos();
    // People read the times of what is decided.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Reading reading = view.look(now);
    Step step = policy.step(state, reading.facts(), now);
    // Before anything is done: what was decided counts, whatever becomes of it.
    state = step.next();
    List<Deed> deeds = new ArrayList<>();
    for (Decision decision : step.decisions()) {
      deeds.add(new Deed(decision, performer.perform(decision, now)));
    }
    if (reading.trouble().isEmpty()) {
      lastWhole = Optional.of(now);
      forgetGone(reading);
    }
    Turn turn = new Turn(now, reading, deeds, Duration.ofNanos(ticker.nanos() - began));
    last = Optional.of(turn);
    observers.forEach(observer -> observer.turned(turn));
  }

  /// A record of a client that Nomad has forgotten would stay for good.
  private void forgetGone(Reading reading) throws InterruptedException {
    ClusterFacts facts = reading.facts();
    if (facts.dryRun() || !facts.fresh() || facts.leaderSince().isEmpty()) {
      return;
    }
    Set<String> gone = new HashSet<>(reading.records().keySet());
    gone.removeAll(facts.nodes().stream().map(NodeFacts::id).collect(Collectors.toSet()));
    for (String node : gone) {
      Outcome outcome = performer.forgetGone(node);
      LOG.info(
          "client {} is gone, its record is {}",
          node,
          outcome instanceof Outcome.Done ? "removed" : "left: " + outcome.reason());
    }
  }
}
