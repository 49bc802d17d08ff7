package nomadops.health.report.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.10:9469, http://10.0.0.10:9469/v1/health/report",
    "http://[::1]:9469/, http://[::1]:9469/v1/health/report",
    "https://proxy.example/health, https://proxy.example/health"
  })
  void aPathIsTakenAsItIs(String address, URI url) {
    assertThat(Destination.of(address)).isEqualTo(new Destination(address, url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a:b@host:1", "http://host/x?token=b", "http://host/#b"})
  void whatMayBeSecretIsRefusedAndNotShown(String address) {
    assertThatThrownBy(() -> Destination.of(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the address at host has a user, a query or a fragment")
        .message()
        .doesNotContain("b@")
        .doesNotContain("=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host:9469", "10.0.0.10:9469", "ftp://host", "http:///x", "http://a b:c@d"})
  void whatIsNoAddressIsRefusedAndNotShown(String address) {
    assertThatThrownBy(() -> Destination.of(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an address ")
        .message()
        .doesNotContain("c@d");
  }

  @Test
  void itsNameIsWhatWasWritten() {
    assertThat(Destination.of("http://host:1/")).hasToString("http://host:1/");
  }
}
