package nomadops.bench.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import nomadops.simulator.raft.CostModel;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final DrainerSize.Work WORK =
      new DrainerSize.Work(Duration.ofHours(1), Duration.ofHours(2), Duration.ofSeconds(30));

  @Test
  void everyNodeHasWorkAndOneOfTenHasServicesAlone() throws Exception {
    List<Termination> terminations = IntStream.range(0, 40).mapToObj(Termination::of).toList();
    try (Fleet fleet = new Fleet(CostModel.none())) {
      fleet.add(terminations);
      fleet.work(terminations.size(), WORK);
      assertThat(fleet.allocationsByInstance().values()).hasSize(40).containsOnly(1, 2);
    }
    List<Duration> longest = Fleet.longest(40, WORK);
    assertThat(longest).hasSize(40);
    assertThat(longest.stream().filter(Duration::isZero)).hasSize(5);
    assertThat(longest.stream().filter(d -> !d.isZero()))
        .allMatch(d -> d.compareTo(WORK.shortest()) >= 0 && d.compareTo(WORK.longest()) <= 0);
  }
}
