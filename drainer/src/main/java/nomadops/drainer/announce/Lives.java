package nomadops.drainer.announce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.Drainer;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;

/// What is new in what the drainer tells. Each life of an instance is told in this order:
///
/// ```
/// received ──► (received: one more kind) ──► started ──► (stuck ──► recovered) ──► cut ──► done
/// ```
///
/// Notices race with the end of the case before theirs, so whatever comes first for an instance
/// that is not known begins a life, and tells that it was received. For one thread at a time.
final class Lives {
  /// A life that no case has belongs to a notice whose case never began; nobody will close it.
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final Stuck stuck;
  private final Map<InstanceId, Life> lives = new HashMap<>();

  Lives(StuckTerms terms) {
    this.stuck = new Stuck(terms);
  }

  int countStuck() {
    return (int) lives.values().stream().filter(life -> life.watched.isStuck()).count();
  }

  int size() {
    return lives.size();
  }

  List<Announcement> received(Notice notice, Instant now) {
    Life life = lives.computeIfAbsent(notice.instance(), instance -> new Life(instance, now, now));
    return life.add(notice.key(), notice.kind()) ? List.of(life.received(now)) : List.of();
  }

  List<Announcement> performed(Doomed doomed, DrainDecision decision, Instant now) {
    List<Announcement> news = new ArrayList<>();
    Life life = known(doomed, now, news);
    life.watched = life.watched.succeeded();
    life.doing = decision.reason();
    switch (decision) {
      case DrainDecision.Cordon cordon -> life.touched(cordon.nodeId());
      case DrainDecision.Restore restore -> life.touched(restore.nodeId());
      case DrainDecision.Drain drain -> {
        life.touched(drain.nodeId());
        if (life.first(Event.STARTED)) {
          news.add(life.tell(Event.STARTED, now, drain.nodeId(), drain.reason()));
        }
      }
      case DrainDecision.StopJob stop -> life.touched(stop.nodeId());
      case DrainDecision.Replace replace -> life.touched(replace.nodeId());
      case DrainDecision.Rerun _,
          DrainDecision.Complete _,
          DrainDecision.Wait _,
          DrainDecision.Close _ -> {}
    }
    return news;
  }

  List<Announcement> failed(Doomed doomed, String what, String fault, Instant now) {
    List<Announcement> news = new ArrayList<>();
    Life life = known(doomed, now, news);
    life.watched = life.watched.failed(what, fault, now);
    return news;
  }

  List<Announcement> cut(Doomed doomed, List<CutWork> cut, Instant now) {
    List<Announcement> news = new ArrayList<>();
    Life life = known(doomed, now, news);
    life.cut(cut);
    if (life.first(Event.CUT)) {
      List<String> allocs = cut.stream().map(CutWork::alloc).sorted().toList();
      news.add(
          life.tell(
              Event.CUT,
              now,
              allocs.toString(),
              "the drain ended before the work did; nothing in Nomad says so"));
    }
    return news;
  }

  List<Announcement> closed(Doomed doomed, DrainDecision.Close how, Instant now) {
    List<Announcement> news = new ArrayList<>();
    Life life = known(doomed, now, news);
    life.doing = how.reason();
    recovered(life, now, "it ended").ifPresent(news::add);
    news.add(
        life.tell(Event.DONE, now, how.ending().name(), Optional.of(how.ending()), how.reason()));
    lives.remove(doomed.instance());
    return news;
  }

  /// Looks for the stuck.
  ///
  /// @param views all that are under way; none of them has been told to be closed
  List<Announcement> looked(List<Drainer.View> views, Instant now) {
    List<Announcement> news = new ArrayList<>();
    Set<InstanceId> seen = new HashSet<>();
    for (Drainer.View view : views) {
      seen.add(view.doomed().instance());
      look(known(view.doomed(), now, news), view, now).ifPresent(news::add);
    }
    lives
        .entrySet()
        .removeIf(entry ->
            !seen.contains(entry.getKey()) && entry.getValue().isSilentSince(now.minus(FORGOTTEN)));
    return news;
  }

  private Optional<Announcement> look(Life life, Drainer.View view, Instant now) {
    life.doing = view.doing();
    Stuck.Step step = stuck.step(life.watched, view, now);
    return switch (step.decision()) {
      case Stuck.Decision.Unchanged _ -> {
        life.watched = step.next();
        yield Optional.empty();
      }
      case Stuck.Decision.IsStuck is -> {
        life.watched = step.next();
        yield Optional.of(life.tell(Event.STUCK, now, now.toString(), is.reason()));
      }
      case Stuck.Decision.Recovered is -> {
        Optional<Announcement> news = recovered(life, now, is.reason());
        life.watched = step.next();
        yield news;
      }
    };
  }

  private static Optional<Announcement> recovered(Life life, Instant now, String reason) {
    return life.watched
        .stuckSince()
        .map(since -> life.tell(Event.RECOVERED, now, since.toString(), reason));
  }

  private Life known(Doomed doomed, Instant now, List<Announcement> news) {
    Life life =
        lives.computeIfAbsent(
            doomed.instance(), instance -> new Life(instance, doomed.since(), now));
    if (life.learn(doomed, now)) {
      news.add(life.received(now));
    }
    return life;
  }
}
