package nomadops.snapshot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Weeks of saving and deleting: clocks that step, replicas that save at once, deletions that fail,
/// and others' snapshots in the same place.
class RetentionPropertyTest {

  static long[] seeds() {
    return new Random(20261127).longs(60).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsPromisedHolds(long seed) {
    World world = new World(seed);
    for (int i = 0; i < 800; i++) {
      world.turn();
    }
    world.settle();
  }

  private static final class World {
    private final Random random;
    private final String seed;
    private final KeepTerms terms;
    private final Set<SnapshotName> stored = new HashSet<>();
    private final Set<SnapshotName> others = new HashSet<>();
    private Instant now = Instant.parse("2026-01-05T00:00:00Z");
    private long index = 1;

    World(long seed) {
      this.random = new Random(seed);
      this.seed = "seed " + seed;
      this.terms = new KeepTerms(random.nextInt(6), random.nextInt(5), random.nextInt(4));
      for (int i = 0; i < 5; i++) {
        others.add(name("other"));
      }
      stored.addAll(others);
    }

    void turn() {
      now = now.plusSeconds(60 + random.nextInt(5 * 3600));
      int luck = random.nextInt(40);
      if (luck == 0) {
        now = now.minus(Duration.ofHours(1 + random.nextInt(200)));
      } else if (luck == 1) {
        now = now.plus(Duration.ofDays(random.nextInt(30)));
      }
      // Both have put theirs there before either deletes.
      SnapshotName mine = save();
      SnapshotName theirs = random.nextInt(10) == 0 ? save() : mine;
      prune(mine);
      // Where the other's was the newer one, ours did its work; whoever finds his own gone deletes
      // nothing.
      if (stored.contains(theirs)) {
        prune(theirs);
      }
      assertThat(stored.contains(mine) || stored.contains(theirs)).as(seed).isTrue();
      assertThat(stored).as(seed).containsAll(others);
    }

    private SnapshotName save() {
      SnapshotName name = name("mine");
      stored.add(name);
      return name;
    }

    private SnapshotName name(String cluster) {
      index += random.nextInt(100);
      return new SnapshotName(cluster, now, index, "%012x".formatted(random.nextLong(1L << 48)));
    }

    private void prune(SnapshotName verified) {
      Set<SnapshotName> before = new HashSet<>(stored);
      List<Retained> decisions = Retention.step(stored, verified, terms, now);
      assertThat(decisions.stream().map(Retained::name))
          .as("%s: each of ours is decided, and nothing else", seed)
          .containsExactlyInAnyOrderElementsOf(mine(before));
      for (Retained decision : decisions) {
        assertThat(decision.reason()).isNotBlank();
        if (decision instanceof Retained.Delete delete && random.nextInt(8) > 0) {
          stored.remove(delete.name());
        }
      }
      assertThat(stored).as("%s: the verified one stays", seed).contains(verified);
      before.removeAll(stored);
      for (SnapshotName gone : before) {
        assertThat(gone.cluster()).as("%s: %s was ours", seed, gone).isEqualTo("mine");
        assertThat(gone.at())
            .as("%s: %s is of the past", seed, gone)
            .isBefore(now.plusSeconds(301));
        hasNewerInEachPlace(gone);
      }
    }

    /// Whatever went is either beaten in its place by a newer one, or its place is too old.
    private void hasNewerInEachPlace(SnapshotName gone) {
      for (KeepClass keepClass : KeepClass.values()) {
        List<String> places = places(keepClass);
        String place = keepClass.bucket(gone.at());
        int rank = places.indexOf(place);
        boolean tooOld = rank < 0 || rank >= terms.of(keepClass);
        boolean beaten =
            past()
                .anyMatch(other ->
                    keepClass.bucket(other.at()).equals(place) && other.compareTo(gone) > 0);
        assertThat(tooOld || beaten).as("%s: %s as %s", seed, gone, keepClass).isTrue();
      }
    }

    private List<String> places(KeepClass keepClass) {
      return past()
          .sorted(Comparator.reverseOrder())
          .map(name -> keepClass.bucket(name.at()))
          .distinct()
          .toList();
    }

    private Stream<SnapshotName> past() {
      return mine(stored).stream().filter(name -> !name.at().isAfter(now.plus(Retention.CLOCKS)));
    }

    private static List<SnapshotName> mine(Set<SnapshotName> names) {
      return names.stream().filter(name -> name.cluster().equals("mine")).toList();
    }

    /// Once the clock has been right for long, no more is kept than was asked for, and a second
    /// look deletes nothing.
    void settle() {
      now = mine(stored).stream().map(SnapshotName::at).max(Instant::compareTo).orElse(now);
      now = now.plus(Duration.ofDays(1));
      SnapshotName last = save();
      for (int i = 0; i < 60; i++) {
        prune(last);
      }
      List<Retained> again = Retention.step(stored, last, terms, now);
      assertThat(again).as(seed).noneMatch(Retained.Delete.class::isInstance);
      int most = Math.max(1, terms.hourly() + terms.daily() + terms.weekly());
      assertThat(mine(stored).size()).as(seed).isBetween(1, most);
      Set<KeepClass> kept =
          again.stream()
              .filter(Retained.Keep.class::isInstance)
              .flatMap(one -> ((Retained.Keep) one).classes().stream())
              .collect(Collectors.toSet());
      List<KeepClass> asked = new ArrayList<>(List.of(KeepClass.values()));
      asked.removeIf(one -> terms.of(one) == 0);
      assertThat(kept).as(seed).containsExactlyInAnyOrderElementsOf(asked);
    }
  }
}
