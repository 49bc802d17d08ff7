package nomadops.drainer.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.drainer.Drainer;
import nomadops.drainer.Journal;
import nomadops.drainer.Watchers;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.DrainPlan;
import nomadops.runtime.cli.Screen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries one drain through, with the drainer that `drainer run` has, and tells how it went.
///
/// @param watched somebody sees the screen
record OneDrain(Reach reach, Operator operator, Journal journal, Screen screen, boolean watched) {
  private static final Logger LOG = LoggerFactory.getLogger(OneDrain.class);

  /// Drains, and follows to the end or until nobody watches any longer.
  ///
  /// @param seesAll whether the token sees the allocations of every namespace
  /// @param detach not to follow
  DrainSummary run(Seen seen, DrainWish asked, boolean seesAll, boolean detach, AgainCommand again)
      throws InterruptedException {
    DrainWish wish = seen.facts().drain().isPresent() ? asked.joining() : asked;
    Notice notice = wish.notice(seen.instance(), operator.wall().instant());
    OneNode node = new OneNode(reach.look(), reach.clients(), seen, notice, wish);
    Follow follow = new Follow(node, detach, screen, watched, operator.ticker());
    operator.signals().on("INT", follow::interrupt);
    operator.signals().on("TERM", follow::interrupt);
    long start = operator.ticker().nanos();
    try (follow;
        Drainer drainer = drainer(node, wish, follow)) {
      drainer.take(List.of(new Bulletin(List.of(notice), () -> {})));
      drainer.run(follow::isOver);
    }
    Duration took = Duration.ofNanos(operator.ticker().nanos() - start);
    return new DrainSummary(
        node.latest(),
        follow.end().orElse(Follow.End.INTERRUPTED),
        follow.reason(),
        took,
        cut(seen.facts().id()),
        seesAll,
        again);
  }

  private Drainer drainer(OneNode node, DrainWish wish, Follow follow) {
    return new Drainer(
        new DrainPlan(wish.terms()),
        node,
        new NoHooks(),
        new Watchers(List.of(journal, follow)),
        // Only Nomad's word counts: a node that looks empty is drained all the same.
        false,
        operator.wall());
  }

  /// Not known is no failure of the drain.
  private Optional<List<CutWork>> cut(String nodeId) throws InterruptedException {
    try {
      return Optional.of(reach.clients().cut(nodeId));
    } catch (NomadFault fault) {
      LOG.warn("what was cut off is not known: {}", fault.getMessage());
      return Optional.empty();
    }
  }
}
