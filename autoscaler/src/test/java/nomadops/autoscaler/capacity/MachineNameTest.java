package nomadops.autoscaler.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// A node's attribute says its machine, and its meta where that is silent.
class MachineNameTest {
  private static final String ATTRIBUTE = "unique.platform.aws.instance-id";

  @Test
  void theAttributeComesFirstAndTheMetaWhereItIsSilent() {
    Map<String, String> meta = Map.of("instance-id", "vm-7");

    assertThat(MachineName.of(ATTRIBUTE, Map.of(ATTRIBUTE, " i-1 "), meta)).contains("i-1");
    assertThat(MachineName.of(ATTRIBUTE, Map.of(), meta)).contains("vm-7");
    assertThat(MachineName.of(ATTRIBUTE, Map.of(ATTRIBUTE, ""), meta)).contains("vm-7");
    assertThat(MachineName.of(ATTRIBUTE, Map.of(), Map.of("instance-id", " "))).isEmpty();
  }
}
