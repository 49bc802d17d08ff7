package nomadops.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final List<Case> all = new ArrayList<>();
  private final Neighbours neighbours = new Neighbours(() -> all);

  private List<Case> received(String... instances) {
    List<Case> batch = new ArrayList<>();
    for (String instance : instances) {
      Notice notice = new Notice.Rebalance(new InstanceId(instance), NOW);
      batch.add(new Case(Doomed.by(notice, NOW)));
    }
    all.addAll(batch);
    neighbours.expect(batch);
    return batch;
  }

  private boolean goesOn(Case one, long millis) {
    return neighbours.areCordoned(one, NOW.plusMillis(millis));
  }

  private static boolean hasNews(Case one) throws InterruptedException {
    return one.await(Duration.ZERO);
  }

  @Test
  void aNodeWaitsForAllThatWereReceivedWithIt() throws Exception {
    List<Case> batch = received("i-1", "i-2", "i-3");
    neighbours.cordoned(batch.get(0));
    neighbours.cordoned(batch.get(1));
    neighbours.cordoned(batch.get(1));
    assertThat(goesOn(batch.get(0), 2_900)).as("the third takes work").isFalse();
    assertThat(hasNews(batch.get(0))).isFalse();
    neighbours.cordoned(batch.get(2));
    assertThat(goesOn(batch.get(0), 0)).isTrue();
    assertThat(hasNews(batch.get(0))).isTrue();
  }

  @Test
  void oneThatCannotBeCordonedDoesNotHoldUpItsBatchForEver() {
    List<Case> batch = received("i-1", "i-2");
    neighbours.cordoned(batch.get(0));
    assertThat(goesOn(batch.get(0), 3_001)).isTrue();
  }

  @Test
  void aNodeWaitsForTheNextBatchButNotAsLong() throws Exception {
    Case first = received("i-1").getFirst();
    List<Case> next = received("i-2", "i-3");
    neighbours.cordoned(first);
    boolean _ = hasNews(first);
    assertThat(goesOn(first, 500)).isFalse();
    assertThat(goesOn(first, 501)).isTrue();
    next.forEach(neighbours::cordoned);
    assertThat(goesOn(first, 0)).isTrue();
    assertThat(hasNews(first)).as("the last of all wakes all").isTrue();
  }

  @Test
  void looksWaitUntilAllDrainsHaveBegunOrForAWhile() throws Exception {
    List<Case> batch = received("i-1", "i-2");
    neighbours.begun();
    assertThat(neighbours.haveBegun(batch.get(0), NOW.plusSeconds(8))).isFalse();
    assertThat(neighbours.haveBegun(batch.get(0), NOW.plusMillis(8_001))).isTrue();
    neighbours.begun();
    assertThat(neighbours.haveBegun(batch.get(0), NOW)).isTrue();
    assertThat(hasNews(batch.get(0))).isTrue();
  }
}
