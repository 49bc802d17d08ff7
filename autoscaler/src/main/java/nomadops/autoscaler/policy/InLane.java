package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.Fleet.Closed;
import nomadops.autoscaler.policy.pack.Packing;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Cordon;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.policy.pool.Window;

/// Shrinks a pool: closes what was not needed for a whole window, ends what is closed and empty.
/// Work is never cut off; a node that does not get empty takes work again.
final class InLane {
  /// A machine that was told to end and still serves is told again.
  private static final Duration ASK_AGAIN = Duration.ofMinutes(2);

  private final PoolTerms terms;
  private final PoolState state;
  private final PoolFacts facts;
  private final Fleet fleet;
  private final Instant now;
  private final Givable givable;
  private final List<Move> moves = new ArrayList<>();
  private final List<String> holds = new ArrayList<>();

  /// What the lane comes to.
  ///
  /// @param busy nodes that work itself needs now; empty when that cannot be told
  record In(
      List<Move> moves, Window window, Account.Need need, OptionalInt busy, List<String> holds) {}

  InLane(PoolTerms terms, PoolState state, PoolFacts facts, Fleet fleet, Instant now) {
    this.terms = terms;
    this.state = state;
    this.facts = facts;
    this.fleet = fleet;
    this.now = now;
    this.givable = new Givable(terms, state, facts, fleet, now);
  }

  In decide(OutLane.Out out) {
    Doubt.all(facts, fleet).ifPresent(holds::add);
    if (holds.isEmpty()) {
      holds.addAll(Doubt.queue(terms, facts, now));
      Doubt.behind(terms, facts).ifPresent(holds::add);
      holds.addAll(facts.doubts());
    }
    if (!holds.isEmpty()) {
      // What cannot be known was not needed less: the window begins anew.
      Account.Need need = new Account.Need(need(out, busy(out, 0)), Optional.empty());
      return new In(List.of(), Window.EMPTY, need, OptionalInt.empty(), holds);
    }
    OptionalInt busy = busy(out, 0);
    int need = need(out, busy);
    Window window = state.window().with(need, now, terms.scaleIn().window());
    Optional<Integer> most = window.most(now, terms.scaleIn().window());
    Set<String> opened = new HashSet<>();
    out.opened().forEach(c -> opened.add(c.node().id()));
    List<Closed> shut = fleet.ours().stream().filter(c -> !opened.contains(c.node().id())).toList();
    giveUp(shut);
    end(shut);
    again();
    if (most.isEmpty()) {
      holds.add(
          "the window of %d s has not been seen wholly yet"
              .formatted(terms.scaleIn().window().toSeconds()));
    } else if (out.wanted() == 0 && out.launched() == 0) {
      close(surplus(most.get()), shut.size());
    }
    return new In(moves, window, new Account.Need(need, most), busy, holds);
  }

  /// What runs, and what waits and has a place, as full as nodes get; more when more is missing.
  private int need(OutLane.Out out, OptionalInt busy) {
    int there = fleet.active().size() + fleet.coming();
    double headroom = terms.size().headroom();
    OptionalInt more = headroom > 0 ? busy(out, headroom) : busy;
    return Math.max(Sizing.floor(terms, facts), more.orElse(there));
  }

  /// Empty when nobody knows what a node holds.
  private OptionalInt busy(OutLane.Out out, double headroom) {
    if (facts.template().isEmpty()) {
      return OptionalInt.empty();
    }
    double share = out.awaited();
    for (PoolNode node : fleet.active()) {
      share += Packing.share(node.used(), facts.template().get().empty());
    }
    if (headroom > 0) {
      share += headroom * Floors.Load.of(fleet, facts.template().get()).deviation();
    }
    int busy = (int) Math.ceil(share / terms.scaleIn().fill() - 1e-9) + terms.size().spare();
    return OptionalInt.of(
        out.wanted() > 0
            ? Math.max(busy, fleet.active().size() + fleet.coming() + out.wanted())
            : busy);
  }

  private int surplus(int most) {
    int above = fleet.size() - Sizing.ceiling(terms, facts) - fleet.ours().size();
    return Math.max(above, fleet.active().size() + fleet.coming() - most);
  }

  private void giveUp(List<Closed> shut) {
    for (Closed closed : shut) {
      if (closed.node().keep()) {
        moves.add(new Move.Uncordon(closed.node().id(), closed.node().name(), Givable.KEPT));
        continue;
      }
      Duration age = Duration.between(closed.cordon().at(), now);
      if (!closed.node().empty() && age.compareTo(terms.scaleIn().giveUpAfter()) > 0) {
        moves.add(
            new Move.Uncordon(
                closed.node().id(),
                closed.node().name(),
                "it did not get empty within "
                    + terms.scaleIn().giveUpAfter().toMinutes()
                    + " min"));
      }
    }
  }

  private void end(List<Closed> shut) {
    int budget = state.ends().whole();
    int floor = Sizing.floor(terms, facts);
    int size = fleet.size();
    for (Closed closed : shut) {
      PoolNode node = closed.node();
      Cordon cordon = closed.cordon();
      boolean seen = facts.freshness().nodes().isAfter(cordon.at());
      if (!node.empty() || node.eligible() || node.keep() || !seen) {
        continue;
      }
      Optional<String> not = givable.whyNot(node, cordon.instance(), cordon.group());
      if (not.isPresent()) {
        holds.add(node.name() + " is empty and is not ended: " + not.get());
      } else if (size <= floor) {
        holds.add(node.name() + " is empty and is kept: at least " + floor);
      } else if (budget <= 0) {
        holds.add("at most " + terms.budgets().endsPerMinute() + " machines are ended in a minute");
        return;
      } else if (!givable.mayEnd(cordon.group())) {
        holds.add(node.name() + " is empty and is kept: its group is at its min size");
      } else {
        budget--;
        size--;
        moves.add(
            new Move.End(
                node.id(),
                node.name(),
                cordon.instance(),
                cordon.group(),
                "it is closed and empty, and was not needed"));
      }
    }
  }

  private void again() {
    for (Cordon cordon : state.cordons().values()) {
      boolean late = cordon.endedAt().filter(at -> at.plus(ASK_AGAIN).isBefore(now)).isPresent();
      if (late && givable.member(cordon.group(), cordon.instance()).isPresent()) {
        fleetNode(cordon.node())
            .filter(node -> node.empty() && !node.eligible())
            .ifPresent(node ->
                moves.add(
                    new Move.End(
                        node.id(),
                        node.name(),
                        cordon.instance(),
                        cordon.group(),
                        "it was told to end and still serves")));
      }
    }
  }

  private Optional<PoolNode> fleetNode(String id) {
    return facts.nodes().stream().filter(node -> node.id().equals(id)).findFirst();
  }

  private void close(int surplus, int shut) {
    int all = fleet.active().size() + fleet.ours().size();
    int most = Math.max(1, all * terms.scaleIn().cordonPercent() / 100);
    if (terms.scaleIn().cordonPercent() == 0) {
      most = 0;
    }
    int n = Math.min(surplus, most - shut);
    if (n < surplus && surplus > 0) {
      holds.add(
          "%d nodes are not needed; %d may be closed at a time (cordon-percent %d)"
              .formatted(surplus, most, terms.scaleIn().cordonPercent()));
    }
    if (n <= 0) {
      return;
    }
    for (Givable.Candidate candidate : givable.candidates()) {
      if (n <= 0) {
        return;
      }
      if (givable.take(candidate)) {
        n--;
        PoolNode node = candidate.node();
        moves.add(
            new Move.Cordon(
                node.id(),
                node.name(),
                candidate.instance(),
                candidate.group().name(),
                node.empty()
                    ? "it is empty, and was not needed for a whole window"
                    : "it was not needed for a whole window; its "
                        + node.allocations()
                        + " allocations run to their end"));
      }
    }
  }

  static boolean serves(GroupFacts.Member member) {
    return member.state() == State.IN_SERVICE;
  }
}
