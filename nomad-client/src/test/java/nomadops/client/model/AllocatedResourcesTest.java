package nomadops.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllocatedResourcesTest {
  private static AllocationStub read(String allocated) {
    String json = "{\"ID\":\"a\",\"AllocatedResources\":" + allocated + "}";
    return NomadJson.read(json.getBytes(StandardCharsets.UTF_8), AllocationStub.class);
  }

  private static String task(String name, int cpu, int memory) {
    return "\"%s\":{\"Cpu\":{\"CpuShares\":%d,\"ReservedCores\":null},\"Memory\":{\"MemoryMB\":%d,\"MemoryMaxMB\":9999},\"Networks\":null,\"Devices\":null}"
        .formatted(name, cpu, memory);
  }

  private static String hook(String name, String hook) {
    return "\"%s\":%s".formatted(name, hook.isEmpty() ? "null" : hook);
  }

  /// The tasks: a of 100 MHz and 300 MB, b of 200 MHz and 100 MB, each with its hook.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "            |             | 300 | 400",
        "prestart    |             | 200 | 300",
        "prestart+   |             | 300 | 400",
        "poststart   |             | 300 | 400",
        "poststop    |             | 200 | 300",
        "prestart    | poststop    | 200 | 300",
        "prestart    | prestart+   | 300 | 400",
        "poststop    | prestart+   | 200 | 300",
        "prestart    | prestart    | 300 | 400"
      })
  void tasksThatNeverRunTogetherShareTheirRoom(String a, String b, long cpu, long memory) {
    AllocatedResources sum =
        read("{\"Tasks\":{%s,%s},\"TaskLifecycles\":{%s,%s},\"Shared\":{\"DiskMB\":300}}"
                .formatted(
                    task("a", 100, 300),
                    task("b", 200, 100),
                    hook("a", json(a)),
                    hook("b", json(b))))
            .resources();
    assertThat(sum).isEqualTo(new AllocatedResources(cpu, 0, memory, 300, Map.of(), Set.of()));
  }

  private static String json(String word) {
    if (word == null || word.isBlank()) {
      return "";
    }
    return "{\"Hook\":\"%s\",\"Sidecar\":%b}"
        .formatted(word.strip().replace("+", ""), word.contains("+"));
  }

  @Test
  void keptCoresAndDevicesAreSharedByNobody() {
    String kept =
        "\"%s\":{\"Cpu\":{\"CpuShares\":%d,\"ReservedCores\":%s},\"Memory\":{\"MemoryMB\":%d},\"Devices\":[{\"Vendor\":\"nvidia\",\"Type\":\"gpu\",\"Name\":\"T4\",\"DeviceIDs\":%s}]}";
    AllocatedResources sum =
        read("{\"Tasks\":{%s,%s,%s},\"TaskLifecycles\":{%s},\"Shared\":null}"
                .formatted(
                    kept.formatted("setup", 2500, "[0]", 100, "[\"g1\"]"),
                    kept.formatted("work", 5000, "[1,2]", 300, "[\"g2\",\"g3\"]"),
                    task("side", 70, 50),
                    hook("setup", "{\"Hook\":\"prestart\",\"Sidecar\":false}")))
            .resources();
    assertThat(sum)
        .isEqualTo(new AllocatedResources(7570, 3, 350, 0, Map.of("nvidia/gpu/T4", 3), Set.of()));
  }

  @Test
  void portsOfTheGroupAndOfTasksAreTheHosts() {
    AllocatedResources sum =
        read("""
        {"Tasks":{"old":{"Cpu":{"CpuShares":1},"Memory":{"MemoryMB":1},"Networks":[{"IP":"192.0.2.2",
        "ReservedPorts":[{"Label":"a","Value":81}],"DynamicPorts":[{"Label":"b","Value":23001}]}]}},
        "TaskLifecycles":null,"Shared":{"DiskMB":5,"Networks":[{"Mode":"host","ReservedPorts":
        [{"Label":"c","Value":80,"To":0}],"DynamicPorts":null}],"Ports":[{"Label":"c","Value":80},
        {"Label":"d","Value":443},{"Label":"many","Value":9000,"IgnoreCollision":true}]}}
        """)
            .resources();
    assertThat(sum.ports()).containsExactlyInAnyOrder(80, 81, 443, 23001);
    assertThat(sum.diskMb()).isEqualTo(5);
  }

  @Test
  void anAllocationStartsWithItsFirstTaskAndBeforeThatWhenItIsPlaced() {
    String placed = "{\"ID\":\"a\",\"CreateTime\":1000000000000%s}";
    assertThat(stub(placed.formatted("")).startedAt()).isEqualTo(Instant.ofEpochSecond(1000));
    assertThat(
            stub(placed.formatted(
                    ",\"TaskStates\":{\"a\":{\"State\":\"running\",\"StartedAt\":\"2026-01-02T00:00:00Z\"},\"b\":{\"State\":\"pending\",\"StartedAt\":null}}"))
                .startedAt())
        .isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
  }

  @Test
  void whatIsNotToldIsNothing() {
    assertThat(stub("{\"ID\":\"a\",\"AllocatedResources\":null}").resources())
        .isSameAs(AllocatedResources.NONE);
    assertThat(stub("{\"ID\":\"a\"}").resources()).isSameAs(AllocatedResources.NONE);
  }

  private static AllocationStub stub(String json) {
    return NomadJson.read(json.getBytes(StandardCharsets.UTF_8), AllocationStub.class);
  }
}
