package nomadops.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import org.junit.jupiter.api.Test;

/** Many instances that go at once. The clock stands still, so no patience ends. */
class CrowdTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final int CROWD = 60;

  private final TinyCluster cluster = new TinyCluster(new Random(1), 0, NOW);

  private List<String> goes(int instances, Duration budget, Predicate<List<String>> until)
      throws InterruptedException {
    Terms terms =
        new Terms(
            _ -> new Response.Drain(),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            true);
    TinyDesk desk = new TinyDesk(new TinyDesk.Aws(), cluster);
    try (Drainer drainer =
        new Drainer(new DrainPlan(terms), cluster, desk, new Watcher() {}, true, () -> NOW)) {
      List<Bulletin> batch = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        InstanceId instance = new InstanceId("i-%017x".formatted(i));
        cluster.add(instance, 2);
        Notice notice =
            new Notice.Requested(instance, NOW, "r", Optional.of(NOW.plus(budget)), "for a test");
        batch.add(new Bulletin(List.of(notice), () -> {}));
      }
      drainer.take(batch);
      Ticker ticker = Ticker.system();
      long start = ticker.nanos();
      while (!until.test(cluster.requests())) {
        assertThat(ticker.nanos() - start)
            .as("%s", cluster.requests())
            .isLessThan(Duration.ofSeconds(30).toNanos());
        Pause.system().sleep(Duration.ofMillis(5));
      }
    }
    return cluster.requests();
  }

  private static Predicate<List<String>> has(int count, String request) {
    return requests -> requests.stream().filter(request::equals).count() >= count;
  }

  @Test
  void allAreCordonedBeforeTheFirstIsDrainedAndAllDrainedBeforeTheFirstIsLookedAt()
      throws InterruptedException {
    TinyCluster _ = cluster.tells(1);
    List<String> requests =
        goes(CROWD, Duration.ofMinutes(30), has(1, "look").and(has(CROWD, "drain")));
    assertThat(requests.lastIndexOf("cordon")).isLessThan(requests.indexOf("drain"));
    assertThat(requests.lastIndexOf("drain")).isLessThan(requests.indexOf("look"));
    assertThat(requests).filteredOn("drain"::equals).hasSize(CROWD);
    assertThat(cluster.broken).isEmpty();
  }

  @Test
  void whereTimeIsShortANodeIsLookedAtBeforeItIsDrained() throws InterruptedException {
    TinyCluster _ = cluster.tells(1);
    assertThat(goes(1, Duration.ofSeconds(20), has(1, "drain")))
        .containsSubsequence("cordon", "look", "drain");
  }

  @Test
  void aNodeThatNomadDoesNotTellOfIsLookedAtBeforeItIsDrained() throws InterruptedException {
    assertThat(goes(1, Duration.ofMinutes(30), has(1, "drain")))
        .containsSubsequence("look", "drain");
  }
}
