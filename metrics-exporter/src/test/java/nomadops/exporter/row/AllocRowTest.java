package nomadops.exporter.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nomadops.client.model.AllocatedResources;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.TaskEvent;
import nomadops.client.model.TaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocRowTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private final Words words = new Words();

  @Test
  void restartsOfAllTasksCount() {
    AllocRow row =
        AllocRow.of(
            stub(Map.of("a", task(2, List.of(), null), "b", task(1, List.of(), null))),
            null,
            words);

    assertThat(row.restarts()).isEqualTo(3);
  }

  @Test
  void aListWithoutTaskStatesForgetsNothing() {
    AllocRow first = AllocRow.of(stub(Map.of("a", task(2, List.of(killed(5)), AT))), null, words);
    AllocRow again = AllocRow.of(stub(Map.of()), first, words);

    assertThat(again.restarts()).isEqualTo(2);
    assertThat(again.oomKills()).isEqualTo(1);
    assertThat(again.startedTime()).isEqualTo(first.startedTime());
  }

  @Test
  void aKillIsCountedOnceHoweverOftenItIsTold() {
    List<TaskEvent> events = new ArrayList<>(List.of(killed(5)));
    AllocRow row = AllocRow.of(stub(Map.of("a", task(1, events, AT))), null, words);
    row = AllocRow.of(stub(Map.of("a", task(1, events, AT))), row, words);
    assertThat(row.oomKills()).isEqualTo(1);

    events.add(killed(9));
    row = AllocRow.of(stub(Map.of("a", task(2, events, AT))), row, words);
    assertThat(row.oomKills()).isEqualTo(2);
  }

  @Test
  void itStartedWhenItsFirstTaskDid() {
    AllocRow row =
        AllocRow.of(
            stub(
                Map.of(
                    "a",
                    task(0, List.of(), AT.plusSeconds(9)),
                    "b",
                    task(0, List.of(), AT.plusSeconds(3)))),
            null,
            words);
    assertThat(row.startedTime()).isEqualTo(AT.plusSeconds(3).getEpochSecond() * 1_000_000_000L);

    AllocRow restarted =
        AllocRow.of(stub(Map.of("b", task(1, List.of(), AT.plusSeconds(60)))), row, words);
    assertThat(restarted.startedTime()).isEqualTo(row.startedTime());
  }

  @ParameterizedTest
  @CsvSource({
    "ci/dispatch-1712345678-abcdef12, ci",
    "nightly/periodic-1712345678, nightly",
    "a/b/dispatch-1-x, a/b",
    "nightly/periodic-1/dispatch-2-x, nightly",
    "plain, plain",
    "/dispatch-odd, /dispatch-odd",
    "with/slash, with/slash",
  })
  void childrenCountWithTheirParent(String id, String owner) {
    assertThat(Owner.of(id)).isEqualTo(owner);
  }

  private static TaskEvent killed(int second) {
    return new TaskEvent("Terminated", AT.plusSeconds(second), true, OptionalInt.of(137));
  }

  private static TaskState task(long restarts, List<TaskEvent> events, @Nullable Instant started) {
    return new TaskState("running", false, restarts, started, null, List.copyOf(events));
  }

  private static AllocationStub stub(Map<String, TaskState> tasks) {
    return new AllocationStub(
        "id",
        "eval",
        "j.g[0]",
        "default",
        "node",
        "client-1",
        "j",
        "batch",
        0,
        "g",
        "run",
        "",
        "running",
        "",
        tasks,
        AllocatedResources.NONE,
        "",
        "",
        "",
        "",
        7,
        9,
        1,
        2);
  }
}
