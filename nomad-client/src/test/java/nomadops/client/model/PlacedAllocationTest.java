package nomadops.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a node's list of allocations says about stopping.
final class PlacedAllocationTest {
  private static PlacedAllocation read(String json) {
    return NomadJson.read(json.getBytes(StandardCharsets.UTF_8), PlacedAllocation.class);
  }

  @Test
  void stoppingTakesTheGroupsDelayThenTheLeaderThenTheOthersTogether() {
    PlacedAllocation alloc =
        read(
            """
            {"TaskGroup":"g","Job":{"Type":"service","TaskGroups":[
              {"Name":"other","Tasks":[{"KillTimeout":3600000000000}]},
              {"Name":"g","ShutdownDelay":2000000000,"Tasks":[
                {"Name":"main","Leader":true,"KillTimeout":20000000000},
                {"Name":"a","KillTimeout":30000000000,"ShutdownDelay":1000000000},
                {"Name":"b","KillTimeout":25000000000}]}]}}
            """);
    assertThat(alloc.stopTime()).isEqualTo(Duration.ofSeconds(2 + 20 + 31));
  }

  @Test
  void whatSaysNothingStopsAsNomadsDefaultIs() {
    assertThat(read("{\"TaskGroup\":\"g\",\"Job\":null}").stopTime())
        .isEqualTo(PlacedJob.DEFAULT_KILL_TIMEOUT);
    assertThat(
            read("{\"TaskGroup\":\"g\",\"Job\":{\"TaskGroups\":[{\"Name\":\"g\",\"Tasks\":[{}]}]}}")
                .stopTime())
        .isEqualTo(PlacedJob.DEFAULT_KILL_TIMEOUT);
  }

  @Test
  void whatWasToldNothingAndHasNoMetaSaysSo() {
    PlacedAllocation alloc = read("{\"DesiredTransition\":null,\"Job\":{\"Meta\":null}}");
    assertThat(alloc.desiredTransition()).isEqualTo(new DesiredTransition(false, false));
    assertThat(alloc.job().meta()).isEmpty();
    assertThat(read("{}").desiredTransition().migrate()).isFalse();
    assertThat(read("{}").job().meta()).isEmpty();
    assertThat(
            read("{\"DesiredTransition\":{\"Migrate\":true,\"MigrateDisablePlacement\":null}}")
                .desiredTransition())
        .isEqualTo(new DesiredTransition(true, false));
  }

  @Test
  void itRunsFromItsFirstTasksStartToItsLastTasksEnd() {
    PlacedAllocation alloc =
        read(
            """
            {"ClientStatus":"complete","CreateTime":1,"ModifyTime":2,"TaskStates":{
              "a":{"StartedAt":"2026-01-01T00:00:01Z","FinishedAt":"2026-01-01T00:00:09Z"},
              "b":{"StartedAt":"2026-01-01T00:00:03Z","FinishedAt":"2026-01-01T00:00:04Z"}}}
            """);
    assertThat(alloc.startedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:01Z"));
    assertThat(alloc.endedAt()).contains(Instant.parse("2026-01-01T00:00:09Z"));
    assertThat(read("{\"ClientStatus\":\"running\"}").endedAt()).isEmpty();
  }
}
