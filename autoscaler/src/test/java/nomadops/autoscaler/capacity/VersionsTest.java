package nomadops.autoscaler.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class VersionsTest {

  /// A write of the true history: a thing got a value, or went (null).
  private record Write(long index, String id, @Nullable String value) {}

  /// What may be told: a write, or everything at an index.
  private sealed interface Telling {
    record Change(Write write) implements Telling {}

    record Listing(long index) implements Telling {}
  }

  @TestFactory
  Stream<DynamicTest> whateverTheOrderOfTellingTheNewestOfEachThingIsKnown() {
    return LongStream.range(0, 300)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> anyOrder(seed)));
  }

  private static void anyOrder(long seed) {
    Random random = new Random(seed);
    List<Write> history = history(random, 5 + random.nextInt(60));
    List<Telling> tellings = tellings(random, history);
    Map<String, String> heard = new TreeMap<>();
    Versions<String> versions =
        new Versions<>((id, before, after) -> {
          assertThat(heard.get(id)).as("what %s was, seed %d", id, seed).isEqualTo(before);
          if (after == null) {
            heard.remove(id);
          } else {
            heard.put(id, after);
          }
        });
    Naive naive = new Naive();
    for (Telling telling : tellings) {
      switch (telling) {
        case Telling.Change(Write write) -> {
          naive.tell(write.id(), write.index(), write.value());
          if (write.value() == null) {
            versions.gone(write.id(), write.index());
          } else {
            versions.put(write.id(), write.index(), write.value());
          }
        }
        case Telling.Listing(long index) -> {
          Map<String, Versions.Row<String>> rows = stateAt(history, index);
          naive.list(rows, index);
          boolean _ = versions.list(rows, index);
        }
      }
      assertThat(new TreeMap<>(versions.all()))
          .as("seed %d after %s", seed, telling)
          .isEqualTo(naive.all());
      assertThat(heard).as("seed %d, what was heard", seed).isEqualTo(naive.all());
    }
  }

  private static List<Write> history(Random random, int writes) {
    List<Write> history = new ArrayList<>();
    Map<String, Boolean> there = new HashMap<>();
    for (long index = 1; index <= writes; index++) {
      String id = "t" + random.nextInt(6);
      boolean goes = there.getOrDefault(id, false) && random.nextInt(3) == 0;
      there.put(id, !goes);
      history.add(new Write(index, id, goes ? null : id + "@" + index));
    }
    return history;
  }

  private static List<Telling> tellings(Random random, List<Write> history) {
    List<Telling> all = new ArrayList<>();
    for (Write write : history) {
      for (int n = random.nextInt(3); n > 0; n--) {
        all.add(new Telling.Change(write));
      }
    }
    for (int n = random.nextInt(5); n > 0; n--) {
      all.add(new Telling.Listing(random.nextInt(history.size() + 1)));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static Map<String, Versions.Row<String>> stateAt(List<Write> history, long index) {
    Map<String, Versions.Row<String>> rows = new HashMap<>();
    for (Write write : history) {
      if (write.index() > index) {
        break;
      }
      if (write.value() == null) {
        rows.remove(write.id());
      } else {
        rows.put(write.id(), new Versions.Row<>(write.index(), write.value()));
      }
    }
    return rows;
  }

  /// Of every thing, everything that was said of it, each with the index up to which it holds.
  private static final class Naive {
    private final Map<String, TreeMap<Long, String>> said = new HashMap<>();
    private final TreeMap<Long, Map<String, Versions.Row<String>>> lists = new TreeMap<>();

    void tell(String id, long index, @Nullable String value) {
      said.computeIfAbsent(id, _ -> new TreeMap<>()).put(index, value == null ? "" : value);
    }

    void list(Map<String, Versions.Row<String>> rows, long index) {
      lists.put(index, rows);
      rows.forEach((id, row) -> tell(id, row.index(), row.thing()));
    }

    Map<String, String> all() {
      Map<String, String> all = new TreeMap<>();
      said.forEach((id, told) -> {
        boolean listedWithout =
            !lists.isEmpty()
                && lists.lastKey() >= told.lastKey()
                && !lists.lastEntry().getValue().containsKey(id);
        if (!told.lastEntry().getValue().isEmpty() && !listedWithout) {
          all.put(id, told.lastEntry().getValue());
        }
      });
      return all;
    }
  }

  @Test
  void aListThatIsOlderThanAListIsRefused() {
    Versions<String> versions = new Versions<>((_, _, _) -> {});
    assertThat(versions.begun()).isFalse();
    assertThat(versions.list(Map.of("a", new Versions.Row<>(5, "five")), 9)).isTrue();
    assertThat(versions.list(Map.of(), 8)).isFalse();
    assertThat(versions.begun()).isTrue();
    assertThat(versions.get("a")).contains("five");
  }

  @Test
  void whatWentIsRememberedInBoundsAndAListOfBeforeIsRefusedThen() {
    Versions<String> versions = new Versions<>((_, _, _) -> {}, 2);
    for (int i = 1; i <= 4; i++) {
      versions.put("t" + i, i, "there");
      versions.gone("t" + i, 10 + i);
    }
    assertThat(versions.list(Map.of("t1", new Versions.Row<>(1, "there")), 9)).isFalse();
    versions.put("t1", 1, "there");
    versions.put("t4", 4, "there");
    assertThat(versions.all()).isEmpty();
    assertThat(versions.list(Map.of("t5", new Versions.Row<>(5, "five")), 15)).isTrue();
    assertThat(versions.all()).containsOnly(Map.entry("t5", "five"));
  }

  @Test
  void whenIndexesStartAnewTheOldPictureStaysUntilSomethingIsTold() {
    Versions<String> versions = new Versions<>((_, _, _) -> {});
    versions.put("a", 900, "old");
    versions.put("b", 901, "old");
    versions.gone("c", 902);
    versions.restart();
    assertThat(versions.all()).containsOnlyKeys("a", "b");
    versions.put("a", 3, "new");
    assertThat(versions.list(Map.of("c", new Versions.Row<>(2, "back")), 2)).isTrue();
    assertThat(versions.all()).isEqualTo(Map.of("a", "new", "c", "back"));
  }
}
