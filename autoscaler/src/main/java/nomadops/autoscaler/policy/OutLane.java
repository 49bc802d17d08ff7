package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.policy.Fleet.Closed;
import nomadops.autoscaler.policy.pack.Lot;
import nomadops.autoscaler.policy.pack.Packed;
import nomadops.autoscaler.policy.pack.Packing;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Account.Clamp;
import nomadops.autoscaler.policy.pool.Claim;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.policy.wait.Forecast;
import nomadops.autoscaler.shape.Shape;
import org.jspecify.annotations.Nullable;

/// Grows a pool: opens what we closed, launches what is still missing. It never waits for a node
/// that is on its way out.
final class OutLane {
  private static final Packed NOTHING = new Packed(List.of(), List.of(), List.of());

  private final PoolTerms terms;
  private final PoolState state;
  private final PoolFacts facts;
  private final Fleet fleet;
  private final Instant now;
  private final List<QueuedGroup> counted = new ArrayList<>();
  private final List<QueuedGroup> early = new ArrayList<>();
  private final List<String> holds = new ArrayList<>();

  /// What the lane comes to.
  ///
  /// @param opened nodes that are opened
  /// @param launched nodes that are launched
  /// @param wanted nodes that are missing, whether or not they may be launched
  /// @param awaited what part of a node waits and has a place already
  record Out(
      List<Move> moves,
      Account.Demand demand,
      List<Clamp> clamps,
      List<String> holds,
      Map<Shape, Claim> claims,
      List<Closed> opened,
      int launched,
      int wanted,
      double awaited) {}

  OutLane(PoolTerms terms, PoolState state, PoolFacts facts, Fleet fleet, Instant now) {
    this.terms = terms;
    this.state = state;
    this.facts = facts;
    this.fleet = fleet;
    this.now = now;
  }

  Out decide() {
    for (QueuedGroup group : facts.queued()) {
      boolean ripe = Duration.between(group.since(), now).compareTo(terms.waits().patience()) >= 0;
      (ripe ? counted : early).add(group);
    }
    Optional<String> doubt = Doubt.all(facts, fleet);
    doubt.ifPresent(holds::add);
    List<String> queueDoubts = doubt.isPresent() ? List.of() : Doubt.queue(terms, facts, now);
    holds.addAll(queueDoubts);
    @Nullable Demanded demanded = holds.isEmpty() ? demanded() : null;
    Duration lag = facts.bootLag(terms);
    int inTime = demanded == null ? 0 : inTime(demanded, lag);
    List<Closed> toOpen = demanded == null ? List.of() : demanded.toOpen();
    Sizing sizing = new Sizing(terms, state, facts, fleet);
    Sizing.Sized sized =
        doubt.isPresent()
            ? Sizing.Sized.nothing()
            : sizing.size(toOpen, demanded == null ? 0 : inTime, spareMissing(demanded));
    Spread spread =
        Spread.of(sized.launch(), why(demanded, inTime, sized), terms, state, facts, now);
    holds.addAll(spread.holds());
    List<Move> moves = new ArrayList<>();
    sized.open().forEach(c -> moves.add(open(c)));
    moves.addAll(spread.moves());
    return new Out(
        moves,
        account(demanded, inTime, lag),
        sized.clamps(),
        holds,
        demanded == null ? state.claims() : demanded.claims(),
        sized.open(),
        spread.placed(),
        inTime + toOpen.size(),
        awaited(demanded));
  }

  /// New nodes that are enough for what found no room.
  private int inTime(Demanded demanded, Duration lag) {
    int atOnce = demanded.packed().nodes();
    return atOnce == 0
        ? 0
        : Forecast.nodes(
            demanded.waiting(counted, terms, now),
            Releases.of(fleet.active(), demanded.empty(), now),
            lag,
            atOnce);
  }

  private @Nullable Demanded demanded() {
    Optional<Template> template = facts.template();
    if (template.isEmpty()) {
      if (!counted.isEmpty()) {
        holds.add(
            "what a new node would have is not known: no node was ever seen, and none is configured (template)");
      }
      return null;
    }
    return Demanded.of(counted, template.get().empty(), fleet, state, terms, now);
  }

  /// Empty nodes that are kept ready and are not there.
  private int spareMissing(@Nullable Demanded demanded) {
    if (demanded == null || terms.size().spare() == 0) {
      return 0;
    }
    List<Integer> used = demanded.packed().rooms();
    int idle = demanded.idleComing(fleet.coming());
    for (int i = 0; i < fleet.active().size(); i++) {
      if (fleet.active().get(i).empty() && !used.contains(i)) {
        idle++;
      }
    }
    return Math.max(0, terms.size().spare() - idle);
  }

  private static Move open(Closed closed) {
    PoolNode node = closed.node();
    return new Move.Uncordon(node.id(), node.name(), "work waits that it has room for");
  }

  private String why(@Nullable Demanded demanded, int inTime, Sizing.Sized sized) {
    if (demanded == null || inTime == 0) {
      return sized.clamps().isEmpty() ? "none is needed" : sized.clamps().getLast().reason();
    }
    int waiting =
        demanded.packed().fresh().stream()
            .mapToInt(b -> b.nodes() * b.each().stream().mapToInt(Lot::count).sum())
            .sum();
    return "%d allocations wait for room: %d nodes hold them at once, %d are enough to start them in time"
        .formatted(waiting, demanded.packed().nodes(), inTime);
  }

  private Account.Demand account(@Nullable Demanded demanded, int inTime, Duration lag) {
    Packed packed = demanded == null ? NOTHING : demanded.packed();
    int bound = demanded == null ? 0 : Packing.lowerBound(fresh(packed), demanded.empty());
    return new Account.Demand(
        counted, early, demanded == null ? 0 : demanded.placed(), packed, bound, inTime, lag);
  }

  private static List<Lot> fresh(Packed packed) {
    List<Lot> lots = new ArrayList<>();
    for (Packed.Bins bins : packed.fresh()) {
      bins.each().forEach(lot -> lots.add(new Lot(lot.shape(), lot.count() * bins.nodes())));
    }
    return lots;
  }

  /// What waits and needs no new node, early work included, as a part of a node.
  private double awaited(@Nullable Demanded demanded) {
    if (demanded == null) {
      return 0;
    }
    double share = 0;
    for (Packed.Taken taken : demanded.packed().onRooms()) {
      share += share(taken.lot(), demanded);
    }
    for (QueuedGroup group : early) {
      share += share(new Lot(group.shape(), group.count()), demanded);
    }
    return share;
  }

  private static double share(Lot lot, Demanded demanded) {
    return Packing.share(lot.shape().ask().times(lot.count()), demanded.empty());
  }
}
