package nomadops.demo.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nomadops.demo.exporter.Scenario.Act;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final int MINUTES = 10;
  private static final Pattern ID = Pattern.compile("\"ID\":\"([^\"]+)\"");

  private static List<Act> all() {
    return IntStream.range(0, MINUTES * 60).mapToObj(Scenario::at).flatMap(List::stream).toList();
  }

  @Test
  void noJobComesTwice() {
    Set<String> ids = new HashSet<>();
    for (Act act : all()) {
      if (act instanceof Act.Register(String job)) {
        Matcher id = ID.matcher(job);
        assertThat(id.find()).isTrue();
        assertThat(ids.add(id.group(1))).as(id.group(1)).isTrue();
      }
    }
    assertThat(ids).contains("api", "web").hasSizeGreaterThan(MINUTES * 60);
  }

  @Test
  void theNodeThatFailsComesBackEachTime() {
    List<String> statuses =
        all().stream()
            .filter(Act.NodeStatus.class::isInstance)
            .map(act -> ((Act.NodeStatus) act).status())
            .toList();
    assertThat(statuses).hasSizeGreaterThan(10);
    for (int i = 0; i < statuses.size(); i++) {
      assertThat(statuses.get(i)).isEqualTo(i % 2 == 0 ? "down" : "ready");
    }
  }

  @Test
  void aRushIsMoreThanTheNodesHoldAndATrickleIsLess() {
    // Builds of 1,000 MHz run for five seconds on nodes of 4,000 MHz.
    int room = (Scenario.NODES + 1) * 4;
    assertThat(builds(10, 15) * 2).isGreaterThan(room);
    assertThat(builds(1, 6) * 2).isLessThan(room / 2);
  }

  private static long builds(int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(Scenario::at)
        .flatMap(List::stream)
        .filter(act -> act instanceof Act.Register(String job) && job.contains("build-"))
        .count();
  }
}
