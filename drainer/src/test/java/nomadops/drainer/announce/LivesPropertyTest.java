package nomadops.drainer.announce;

import static nomadops.drainer.announce.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nomadops.drainer.Drainer;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainDecision.Ending;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watcher events in any order, at any time. */
class LivesPropertyTest {

  static long[] seeds() {
    return new Random(20261123).longs(60).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyLifeIsReceivedThenStartedThenDoneAndToldOfOnce(long seed) {
    World world = new World(seed);
    for (int i = 0; i < 1_500; i++) {
      world.step();
    }
    world.check();
  }

  /** What each life of each instance must have been told, kept as simply as can be. */
  private static final class World {
    private final String seed;
    private final Random random;
    private final Lives lives = new Lives(StuckTerms.normal());
    private final List<InstanceId> instances =
        List.of(new InstanceId("i-a"), new InstanceId("i-b"), new InstanceId("i-c"));
    private final Map<InstanceId, List<Announcement>> told = new HashMap<>();
    private final Map<InstanceId, Integer> closes = new HashMap<>();
    private final Map<InstanceId, Boolean> drained = new HashMap<>();
    private final Map<InstanceId, Integer> livesDrained = new HashMap<>();
    private Instant now = NOW;

    World(long seed) {
      this.seed = "seed " + seed;
      this.random = new Random(seed);
    }

    private Notice notice(InstanceId instance) {
      return switch (random.nextInt(4)) {
        case 0 -> Scene.spot(instance);
        case 1 -> Scene.terminating(instance);
        default -> Scene.rebalance(instance, random.nextInt(3));
      };
    }

    private Doomed doomed(InstanceId instance) {
      Doomed doomed = Scene.doomed(notice(instance), notice(instance));
      return random.nextBoolean() ? doomed : Scene.until(doomed, NOW.plusSeconds(900));
    }

    void step() {
      now = now.plusSeconds(random.nextInt(40));
      InstanceId one = instances.get(random.nextInt(instances.size()));
      List<Announcement> news =
          switch (random.nextInt(9)) {
            case 0, 1 -> lives.received(notice(one), now);
            case 2, 3 -> performed(one);
            case 4 -> lives.failed(doomed(one), "look", "HTTP 500", now);
            case 5 -> lives.cut(doomed(one), List.of(Scene.cut("a")), now);
            case 6 -> random.nextInt(4) == 0 ? closed(one) : List.of();
            default -> lives.looked(view(), now);
          };
      news.forEach(each -> told.computeIfAbsent(each.instance(), _ -> new ArrayList<>()).add(each));
    }

    private List<Announcement> performed(InstanceId one) {
      if (random.nextBoolean()) {
        return lives.performed(doomed(one), new DrainDecision.Cordon("n", "no new work"), now);
      }
      if (drained.put(one, true) == null) {
        livesDrained.merge(one, 1, Integer::sum);
      }
      return lives.performed(doomed(one), Scene.start(), now);
    }

    private List<Announcement> closed(InstanceId one) {
      closes.merge(one, 1, Integer::sum);
      drained.remove(one);
      return lives.closed(doomed(one), Scene.close(Ending.DRAINED), now);
    }

    private List<Drainer.View> view() {
      // Every instance is in it: a life that is forgotten is another test.
      return instances.stream()
          .map(one -> new Drainer.View(doomed(one), random.nextInt(8) == 0 ? "moved" : "look"))
          .toList();
    }

    void check() {
      for (InstanceId one : instances) {
        List<Announcement> all = told.getOrDefault(one, List.of());
        assertThat(count(all, Event.DONE)).as(seed).isEqualTo((long) closes.getOrDefault(one, 0));
        assertThat(count(all, Event.STARTED))
            .as(seed)
            .isEqualTo((long) livesDrained.getOrDefault(one, 0));
        List<Announcement> life = new ArrayList<>();
        for (Announcement each : all) {
          life.add(each);
          if (each.event() == Event.DONE) {
            checkLife(life);
            life.clear();
          }
        }
        checkLife(life);
      }
    }

    private static long count(List<Announcement> all, Event event) {
      return all.stream().filter(each -> each.event() == event).count();
    }

    private void checkLife(List<Announcement> life) {
      if (life.isEmpty()) {
        return;
      }
      Map<Event, Integer> counts = new EnumMap<>(Event.class);
      Set<String> kinds = new HashSet<>();
      assertThat(life.getFirst().event()).as(seed).isEqualTo(Event.RECEIVED);
      for (Announcement each : life) {
        counts.merge(each.event(), 1, Integer::sum);
        boolean news = kinds.addAll(each.kinds());
        assertThat(news).as("%s: %s", seed, each).isEqualTo(each.event() == Event.RECEIVED);
        int open = counts.getOrDefault(Event.STUCK, 0) - counts.getOrDefault(Event.RECOVERED, 0);
        assertThat(open).as("%s: stuck and recovered take turns", seed).isBetween(0, 1);
        if (each.event() == Event.DONE) {
          assertThat(open).as("%s: stuck at its end", seed).isZero();
        }
      }
      assertThat(counts.getOrDefault(Event.STARTED, 0)).as(seed).isLessThanOrEqualTo(1);
      assertThat(counts.getOrDefault(Event.CUT, 0)).as(seed).isLessThanOrEqualTo(1);
      assertThat(counts.getOrDefault(Event.DONE, 0)).as(seed).isLessThanOrEqualTo(1);
    }
  }
}
