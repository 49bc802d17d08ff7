package nomadops.autoscaler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.effect.Performer;
import nomadops.autoscaler.memory.PoolMemory;
import nomadops.autoscaler.memory.PoolMemory.Kept;
import nomadops.autoscaler.memory.Remembered;
import nomadops.autoscaler.memory.SeasonMemory;
import nomadops.autoscaler.policy.PoolPlan;
import nomadops.autoscaler.policy.PoolStep;
import nomadops.autoscaler.policy.pool.Cordon;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.policy.pool.Window;
import nomadops.autoscaler.policy.season.Season;
import nomadops.autoscaler.policy.season.Seasons;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.client.fault.NomadFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One pool from facts to deeds: decides, keeps in Nomad what must be known before a deed, does it,
/// and keeps what it left. Whatever happens between two of these steps, the next process goes on
/// from what is kept. For one thread.
public final class PoolKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(PoolKeeper.class);

  private final PoolTerms terms;
  private PoolMemory memory;
  private SeasonMemory seasons;
  private final Performer performer;
  private PoolState state;
  private Optional<String> template = Optional.empty();
  private boolean recalled;

  /// What a turn came to.
  record Turn(PoolStep step, List<Deed> deeds, Optional<String> trouble) {
    Turn {
      deeds = List.copyOf(deeds);
    }
  }

  /// Knows nothing yet.
  public PoolKeeper(
      PoolTerms terms, PoolMemory memory, SeasonMemory seasons, Performer performer, Instant now) {
    this.terms = terms;
    this.memory = memory;
    this.seasons = seasons;
    this.performer = performer;
    this.state = PoolState.first(terms, now);
  }

  /// Goes on from where a former keeper of the pool is, under new terms. What was needed lately is
  /// forgotten where it does not answer for the new terms: of other nodes, or of a longer window.
  void takeOver(PoolKeeper former, boolean sameNodes) {
    memory = former.memory;
    state = former.state;
    template = former.template;
    recalled = former.recalled;
    boolean longer = terms.scaleIn().window().compareTo(former.terms.scaleIn().window()) > 0;
    if (!sameNodes || longer) {
      state = state.with(Window.EMPTY);
    }
    if (terms.size().season().equals(former.terms.size().season())) {
      seasons = former.seasons;
    } else {
      state = state.seeing(terms.size().season().map(Seasons::unseen));
      terms.size().season().ifPresent(this::recall);
    }
  }

  /// How many nodes are remembered as closed by us.
  int closed() {
    return state.cordons().size();
  }

  /// Opens those of the nodes we closed that are not ours to end any more, and forgets them. One
  /// whose machine was told to end already is forgotten alone.
  ///
  /// @param why such a node is not ours any more; empty when it is
  List<Deed> release(Function<Cordon, Optional<Move>> why, Instant now)
      throws InterruptedException {
    List<Deed> deeds = new ArrayList<>();
    for (Cordon cordon : state.cordons().values()) {
      Optional<Move> move = why.apply(cordon);
      if (move.isPresent()) {
        Outcome outcome = performer.perform(move.get());
        deeds.add(new Deed(move.get(), outcome));
        state = left(move.get(), outcome, now);
      }
    }
    if (!deeds.isEmpty()) {
      keep(state).ifPresent(reason -> LOG.warn("pool {}: {}", terms.pool(), reason));
    }
    return deeds;
  }

  /// Takes up what is kept. To be called once leadership was gained, and whenever somebody else may
  /// have written.
  ///
  /// @return false when it cannot be read, which is logged
  boolean recall(Instant now) {
    Remembered kept;
    try {
      kept = memory.recall();
    } catch (NomadFault | IllegalStateException e) {
      LOG.warn("pool {}: {}", terms.pool(), e.getMessage());
      return false;
    }
    state = PoolState.first(terms, now).adopting(kept.cordons(), kept.backoffs());
    terms.size().season().ifPresent(this::recall);
    template = kept.template();
    recalled = true;
    return true;
  }

  /// Not to know what was needed when is no reason to do nothing.
  private void recall(Season season) {
    try {
      state = state.seeing(Optional.of(seasons.recall(season)));
    } catch (NomadFault | IllegalStateException e) {
      LOG.warn("pool {}: nothing is foreseen: {}", terms.pool(), e.getMessage());
    }
  }

  /// Forgets: another process leads.
  void standDown() {
    recalled = false;
  }

  boolean recalled() {
    return recalled;
  }

  /// The template that was kept, as its maker wrote it.
  Optional<String> keptTemplate() {
    return template;
  }

  /// Decides and does.
  ///
  /// @param newTemplate to be kept; empty keeps the one there is
  Turn turn(PoolFacts facts, Optional<String> newTemplate, Instant now)
      throws InterruptedException {
    PoolStep step = PoolPlan.step(terms, state, facts, now);
    state = step.next();
    template = newTemplate.or(() -> template);
    PoolState intended = state;
    for (Move move : step.moves()) {
      if (move instanceof Move.Cordon) {
        intended = intended.after(move, now);
      }
    }
    Optional<String> trouble = keep(intended);
    if (trouble.isPresent()) {
      return new Turn(
          step, recalled ? deeds(step, PoolKeeper::needsNoMemory, now) : List.of(), trouble);
    }
    state = intended;
    List<Deed> deeds = deeds(step, _ -> true, now);
    Optional<String> forgotten = keep(state);
    return new Turn(step, deeds, forgotten.or(() -> state.seasons().flatMap(seasons::keep)));
  }

  private List<Deed> deeds(PoolStep step, Predicate<Move> wanted, Instant now)
      throws InterruptedException {
    List<Deed> deeds = new ArrayList<>();
    for (Move move : step.moves()) {
      if (wanted.test(move)) {
        Outcome outcome = performer.perform(move);
        deeds.add(new Deed(move, outcome));
        state = left(move, outcome, now);
      }
    }
    return deeds;
  }

  /// A group's size is kept by the group: while Nomad keeps nothing, a pool can still grow.
  private static boolean needsNoMemory(Move move) {
    return move instanceof Move.Launch || move instanceof Move.Withdraw;
  }

  /// What a deed leaves. A node whose closing was refused is not ours: whoever closed it before us
  /// keeps it. One whose closing may have happened stays remembered until it is seen.
  private PoolState left(Move move, Outcome outcome, Instant now) {
    if (move instanceof Move.Cordon(String node, String _, String _, String _, String _)) {
      return outcome instanceof Outcome.Refused(String reason)
          ? state.after(new Move.Forget(node, reason), now)
          : state;
    }
    if (move instanceof Move.Purge purge && outcome instanceof Outcome.Refused(String reason)) {
      return state.after(new Move.Forget(purge.node(), reason), now);
    }
    return happened(outcome) ? state.after(move, now) : state;
  }

  /// What would be decided, and nothing else.
  PoolStep look(PoolFacts facts, Instant now) {
    return PoolPlan.step(terms, state, facts, now);
  }

  private static boolean happened(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _, Outcome.Already _ -> true;
      case Outcome.Later _, Outcome.Refused _ -> false;
    };
  }

  private Optional<String> keep(PoolState what) {
    return switch (memory.keep(new Remembered(what.cordons(), what.backoffs(), template))) {
      case Kept.Done _ -> Optional.empty();
      case Kept.Failed(String reason) -> Optional.of(reason);
      case Kept.Overtaken(String reason) -> {
        recalled = false;
        yield Optional.of(reason);
      }
    };
  }
}
