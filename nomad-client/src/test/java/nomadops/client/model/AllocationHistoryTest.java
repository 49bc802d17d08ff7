package nomadops.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What an allocation tells of its tasks' past and of the allocations before it.
final class AllocationHistoryTest {
  private static AllocationStub read(String json) {
    return NomadJson.read(json.getBytes(StandardCharsets.UTF_8), AllocationStub.class);
  }

  private static List<TaskEvent> events(String json) {
    return read("{\"TaskStates\":{\"t\":{\"State\":\"running\",\"Restarts\":2,\"Events\":"
            + json
            + "}}}")
        .taskStates()
        .get("t")
        .events();
  }

  @Test
  void aKillForMemoryIsToldByTheDetailsAlone() {
    assertThat(
            events(
                """
                [{"Type":"Terminated","Time":1000000001,"ExitCode":0,"Tomorrow":{"a":[1]},
                  "Details":{"oom_killed":"true","exit_code":"137","signal":"9"}},
                 {"Type":"Restarting","Time":2000000000,"Details":{"restart_reason":"x"}}]
                """))
        .containsExactly(
            new TaskEvent("Terminated", Instant.ofEpochSecond(1, 1), true, OptionalInt.of(137)),
            new TaskEvent("Restarting", Instant.ofEpochSecond(2), false, OptionalInt.empty()));
  }

  @Test
  void anOddExitCodeIsNone() {
    assertThat(events("[{\"Type\":\"Custom\",\"Details\":{\"exit_code\":\"n/a\"}}]"))
        .containsExactly(new TaskEvent("Custom", Instant.EPOCH, false, OptionalInt.empty()));
  }

  @Test
  void noEventsAreNoFault() {
    assertThat(events("null")).isEmpty();
    assertThat(events("[{\"Type\":\"Received\",\"Details\":null}]")).hasSize(1);
  }

  @Test
  void theLastRescheduleNamesWhatFailed() {
    AllocationStub moved =
        read(
            """
            {"ID":"d","PreviousAllocation":"c","RescheduleTracker":{"Events":[
              {"RescheduleTime":1,"PrevAllocID":"a","Delay":1},
              {"RescheduleTime":2,"PrevAllocID":"b","Delay":1}],"LastReschedule":"ok"}}
            """);
    assertThat(moved.rescheduledFrom()).isEqualTo("b");
    assertThat(moved.previousAllocation()).isEqualTo("c");
    assertThat(read("{\"ID\":\"a\",\"RescheduleTracker\":null}").rescheduledFrom()).isEmpty();
    assertThat(read("{\"RescheduleTracker\":{\"Events\":null}}").rescheduledFrom()).isEmpty();
  }
}
