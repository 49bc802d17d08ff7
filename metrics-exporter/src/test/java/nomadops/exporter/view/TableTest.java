package nomadops.exporter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the order of telling, a table comes to what is true, and never shows half of a list.
class TableTest {
  private final Map<String, Integer> sums = new HashMap<>();
  private final Table<String, String> table =
      new Table<>((before, after) -> {
        if (before != null) {
          sums.merge(before, -1, Integer::sum);
        }
        if (after != null) {
          sums.merge(after, 1, Integer::sum);
        }
      });

  @Test
  void anOlderTellingChangesNothing() {
    assertThat(table.put("a", 5, "new")).isTrue();
    assertThat(table.put("a", 4, "old")).isFalse();
    assertThat(table.listed("a", 4, "old")).isFalse();
    assertThat(table.get("a")).isEqualTo("new");
  }

  @Test
  void aListDoesNotBringBackWhatWentAfterIt() {
    table.put("a", 5, "x");
    table.gone("a", 9);
    table.beginSweep();
    assertThat(table.listed("a", 5, "x")).isFalse();
    assertThat(table.endSweep(7)).isZero();
    assertThat(table.get("a")).isNull();
  }

  @Test
  void whatIsRegisteredAgainIsThereAgain() {
    table.put("a", 5, "x");
    table.gone("a", 9);
    assertThat(table.put("a", 10, "y")).isTrue();
    assertThat(table.get("a")).isEqualTo("y");
  }

  @Test
  void aSweepTakesWhatItDidNotShowAndNothingNewer() {
    table.put("silent", 5, "x");
    table.put("late", 20, "x");
    table.beginSweep();
    table.listed("shown", 6, "x");
    table.put("during", 21, "x");
    assertThat(table.size()).as("nothing is missing before the sweep ends").isEqualTo(4);
    assertThat(table.endSweep(10)).isEqualTo(1);
    assertThat(table.get("silent")).isNull();
    assertThat(table.size()).isEqualTo(3);
  }

  @Test
  void newsOfAListIsWhatChangesSomething() {
    table.put("a", 5, "x");
    table.beginSweep();
    assertThat(table.listed("a", 6, "x")).as("a newer index alone").isFalse();
    assertThat(table.listed("a", 7, "y")).isTrue();
    assertThat(table.listed("b", 3, "x")).isTrue();
  }

  @Test
  void afterARestartOfIndexesOldRowsStayUntilTheSweepAndGiveWay() {
    table.put("a", 500, "x");
    table.put("b", 600, "x");
    table.restart();
    assertThat(table.size()).isEqualTo(2);
    table.beginSweep();
    assertThat(table.listed("a", 3, "y")).isTrue();
    assertThat(table.endSweep(4)).isEqualTo(1);
    assertThat(table.get("a")).isEqualTo("y");
    assertThat(table.get("b")).isNull();
  }

  @Test
  void gravesAreFewAndWhatTheyForgetIsNotBroughtBack() {
    Table<String, String> small = new Table<>((_, _) -> {}, 2);
    for (int i = 1; i <= 4; i++) {
      small.put("r" + i, i, "x");
      small.gone("r" + i, 10 + i);
    }
    small.beginSweep();
    assertThat(small.listed("r1", 1, "x")).isFalse();
    small.endSweep(20);
    small.beginSweep();
    assertThat(small.listed("seen-late", 2, "x")).as("once a list is newer").isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void inAnyOrderOfTellingsItComesToTheTruth(long seed) {
    Random random = new Random(seed);
    World world = new World(random);
    for (int step = 0; step < 400; step++) {
      world.changes();
      world.tellSome(table);
      if (random.nextInt(25) == 0) {
        world.sweep(table);
      }
    }
    world.tellAll(table);
    world.sweep(table);

    Map<String, String> known = new TreeMap<>();
    table.forEach(known::put);
    assertThat(known).as("seed %d", seed).isEqualTo(world.rows());
    Map<String, Integer> expected = new HashMap<>();
    world.rows().values().forEach(row -> expected.merge(row, 1, Integer::sum));
    sums.values().removeIf(n -> n == 0);
    assertThat(sums).as("sums, seed %d", seed).isEqualTo(expected);
  }

  /// Rows that come, change and go, loudly or in silence, with events that are late, lost or told
  /// twice, and lists that are some events old.
  private static final class World {
    private record Row(long index, String value) {}

    private record Told(String key, long index, String value, boolean gone) {}

    private final Random random;
    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Told> events = new ArrayList<>();
    private long index = 1;
    private long listed;

    World(Random random) {
      this.random = random;
    }

    void changes() {
      index++;
      String key = "k" + random.nextInt(12);
      Row row = rows.get(key);
      if (row != null && random.nextInt(3) == 0) {
        rows.remove(key);
        boolean loud = random.nextBoolean();
        if (loud) {
          events.add(new Told(key, index, row.value(), true));
        }
        return;
      }
      String value = "v" + random.nextInt(3);
      rows.put(key, new Row(index, value));
      if (random.nextInt(8) > 0) {
        events.add(new Told(key, index, value, false));
      }
    }

    void tellSome(Table<String, String> table) {
      int n = random.nextInt(3);
      for (int i = 0; i < n && !events.isEmpty(); i++) {
        Told told = events.get(random.nextInt(events.size()));
        tell(table, told);
        if (random.nextInt(4) > 0) {
          events.remove(told);
        }
      }
    }

    void tellAll(Table<String, String> table) {
      events.forEach(told -> tell(table, told));
      events.clear();
    }

    private static void tell(Table<String, String> table, Told told) {
      if (told.gone()) {
        table.gone(told.key(), told.index());
      } else {
        boolean _ = table.put(told.key(), told.index(), told.value());
      }
    }

    /// Lists never go back: an older one is refused before it comes here.
    void sweep(Table<String, String> table) {
      long at = Math.max(listed, index);
      table.beginSweep();
      rows.forEach((key, row) -> {
        boolean _ = table.listed(key, row.index(), row.value());
      });
      int _ = table.endSweep(at);
      listed = at;
      // What a list has shown as gone is not told as there afterwards: events come in order.
      events.removeIf(told -> !told.gone() && told.index() <= at);
    }

    Map<String, String> rows() {
      Map<String, String> values = new TreeMap<>();
      rows.forEach((key, row) -> values.put(key, row.value()));
      return values;
    }
  }
}
