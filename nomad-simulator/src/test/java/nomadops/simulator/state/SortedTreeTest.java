package nomadops.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SortedTreeTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void behavesAsATreeMapAndOldVersionsStay(long seed) {
    Random random = new Random(seed);
    SortedTree<Integer, Integer> tree = SortedTree.empty();
    TreeMap<Integer, Integer> model = new TreeMap<>();
    SortedTree<Integer, Integer> old = tree;
    List<Integer> oldKeys = List.of();
    for (int i = 0; i < 5_000; i++) {
      int key = random.nextInt(800);
      if (random.nextInt(3) == 0) {
        tree = tree.without(key);
        model.remove(key);
      } else {
        tree = tree.with(key, i);
        model.put(key, i);
      }
      if (i == 2_500) {
        old = tree;
        oldKeys = List.copyOf(model.keySet());
      }
    }
    assertThat(tree.size()).as("seed " + seed).isEqualTo(model.size());
    assertThat(keys(tree.ascending(null))).containsExactlyElementsOf(model.keySet());
    assertThat(keys(tree.ascending(400))).containsExactlyElementsOf(model.tailMap(400).keySet());
    assertThat(keys(tree.descending(400)))
        .containsExactlyElementsOf(model.headMap(400, true).descendingKeySet());
    assertThat(keys(old.ascending(null))).containsExactlyElementsOf(oldKeys);
  }

  private static List<Integer> keys(Iterable<SortedTree.Entry<Integer, Integer>> entries) {
    List<Integer> keys = new ArrayList<>();
    entries.forEach(entry -> keys.add(entry.key()));
    return keys;
  }
}
