package nomadops.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class NodeCapacityTest {
  private static final String FIELDS =
      """
      "Drivers":{"docker":{"Detected":true,"Healthy":true},"exec":{"Detected":true,"Healthy":false},
        "java":{"Detected":false,"Healthy":true},"qemu":null},
      "HostVolumes":{"scratch":{"Path":"/scratch"},"models":{}},"NodeMaxAllocs":%d,
      "NodeResources":{"Cpu":{"CpuShares":8000,"TotalCpuCores":3,"ReservableCpuCores":[1,2,3]},
        "Processors":{"Topology":{"Cores":[{"BaseSpeed":2000}]}},"Memory":{"MemoryMB":9000},
        "Disk":{"DiskMB":5000},"Devices":[{"Vendor":"nvidia","Type":"gpu","Name":"T4","Instances":
        [{"ID":"a","Healthy":true},{"ID":"b","Healthy":false},{"ID":"c","Healthy":true}]}]},
      "ReservedResources":{"Cpu":{"CpuShares":500,"ReservedCpuCores":[0,1]},"Memory":{"MemoryMB":1000},
        "Disk":{"DiskMB":700},"Networks":{"ReservedHostPorts":"22"}}\
      """;

  @Test
  void aNodeIsWhatItHasWithoutWhatIsKeptBack() {
    NodeCapacity node = node("{\"ID\":\"n\"," + FIELDS.formatted(7) + "}").capacity();
    assertThat(node.cpuShares()).isEqualTo(7500);
    assertThat(node.memoryMb()).isEqualTo(8000);
    assertThat(node.diskMb()).isEqualTo(4300);
    assertThat(node.cores()).isEqualTo(2);
    assertThat(node.total().totalCores()).isEqualTo(3);
    assertThat(node.maxAllocs()).isEqualTo(7);
    assertThat(node.drivers()).containsExactly("docker");
    assertThat(node.hostVolumes()).containsExactlyInAnyOrder("scratch", "models");
    assertThat(node.total().devices()).containsExactly(new NodeDevice("nvidia", "gpu", "T4", 2));
  }

  @Test
  void aRowOfAListTellsTheSame() {
    String json = "{\"ID\":\"n\",\"Attributes\":null," + FIELDS.formatted(0) + "}";
    NodeStub stub = NomadJson.read(bytes(json), NodeStub.class);
    assertThat(stub.capacity()).isEqualTo(node(json).capacity());
  }

  @Test
  void whatIsNotToldIsNothing() {
    assertThat(node("{\"ID\":\"n\",\"NodeResources\":null,\"ReservedResources\":null}").capacity())
        .isEqualTo(NodeCapacity.NONE);
  }

  private static Node node(String json) {
    return NomadJson.read(bytes(json), Node.class);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
