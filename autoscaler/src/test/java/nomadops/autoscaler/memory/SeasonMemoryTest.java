package nomadops.autoscaler.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import nomadops.autoscaler.SimulatedNomad;
import nomadops.autoscaler.policy.season.Season;
import nomadops.autoscaler.policy.season.Seasons;
import nomadops.client.NomadClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was needed in former times outlives the process, and is no reason to stop one.
class SeasonMemoryTest {
  private static final Instant EIGHT = Instant.parse("2026-11-27T08:00:00Z");
  private static final String PATH = "nomad-ops/autoscaler/seasons/batch";
  private final SimulatedNomad cluster = SimulatedNomad.start(0);
  private final NomadClient nomad = cluster.client();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void anotherProcessFindsWhatWasKept() {
    SeasonMemory memory = memory();
    Seasons seasons = memory.recall(Season.DAY).with(7, EIGHT);
    assertThat(memory.keep(seasons)).isEmpty();

    assertThat(memory().recall(Season.DAY)).isEqualTo(seasons);
    assertThat(memory().recall(Season.WEEK)).isEqualTo(Seasons.unseen(Season.WEEK));
  }

  @Test
  void itIsWrittenOnceInAQuarterOfAnHour() {
    SeasonMemory memory = memory();
    Seasons seasons = memory.recall(Season.DAY).with(7, EIGHT);
    var _ = memory.keep(seasons);
    long index = index();

    seasons = seasons.with(9, EIGHT.plusSeconds(60));
    assertThat(memory.keep(seasons)).isEmpty();
    assertThat(index()).isEqualTo(index);
    seasons = seasons.with(3, EIGHT.plus(Duration.ofMinutes(15)));
    assertThat(memory.keep(seasons)).isEmpty();
    assertThat(index()).isGreaterThan(index);
    assertThat(memory().recall(Season.DAY)).isEqualTo(seasons);
  }

  @Test
  void whatSomebodyElseWroteIsLeftForAQuarterOfAnHour() {
    SeasonMemory one = memory();
    SeasonMemory other = memory();
    Seasons seasons = one.recall(Season.DAY).with(7, EIGHT);
    Seasons theirs = other.recall(Season.DAY).with(5, EIGHT);
    var _ = other.keep(theirs);

    assertThat(one.keep(seasons)).contains("variable " + PATH + " was written by somebody else");
    assertThat(one.keep(seasons)).isEmpty();
    assertThat(memory().recall(Season.DAY)).isEqualTo(theirs);
    seasons = seasons.with(8, EIGHT.plus(Duration.ofMinutes(15)));
    assertThat(one.keep(seasons)).isEmpty();
    assertThat(memory().recall(Season.DAY)).isEqualTo(seasons);
  }

  @Test
  void whatIsNotOursIsNamed() {
    var _ =
        nomad.variables().write("default", PATH, Map.of("needed", "lunch"), OptionalLong.empty());

    assertThatThrownBy(() -> memory().recall(Season.DAY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("variable " + PATH + " in namespace default \"lunch\" does not say");
  }

  private long index() {
    return nomad.variables().read("default", PATH).value().orElseThrow().modifyIndex();
  }

  private SeasonMemory memory() {
    return new SeasonMemory(nomad, "default", "nomad-ops/autoscaler", "batch");
  }
}
