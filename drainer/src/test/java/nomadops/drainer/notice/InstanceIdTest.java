package nomadops.drainer.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i-0633ac2b0d9769723",
        "vmss_vm_test_0",
        "FrontEnd_IN_0",
        "8087716956832600000",
        "gke-pool-1a2b",
        "vm-1.us-central1-a.c.project.internal",
        "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm(1)",
        "größer"
      })
  void isWhateverACloudCallsAMachine(String name) {
    assertThat(new InstanceId(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "vm 1",
        "vm\n1",
        "vm\t",
        "\u0000",
        "a\u007f",
        "a\u0085b",
        "a\u00a0b",
        "a\u2028b"
      })
  void hasNothingInItThatBreaksALineOrAList(String name) {
    assertThatThrownBy(() -> new InstanceId(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an instance id such as i-0633ac2b0d9769723");
  }
}
