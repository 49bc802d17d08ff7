package nomadops.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import nomadops.client.connection.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestTargetTest {

  @Test
  void partsOfThePathKeepWhatAPathMayHold() {
    assertThat(path("-._~!$&'()*+,;=:@")).isEqualTo("/v1/-._~!$&'()*+,;=:@");
    assertThat(path("a/b\\c?d#e%2e")).isEqualTo("/v1/a%2Fb%5Cc%3Fd%23e%252e");
    assertThat(path("ü😀\n\ud800")).isEqualTo("/v1/%C3%BC%F0%9F%98%80%0A%3F");
  }

  @Test
  void parametersLeaveNothingToReadInTwoWays() {
    WireRequest request =
        WireRequest.of("x", WireRequest.Method.GET, "v1")
            .query("filter", "Status == \"dead\" & ID+1;")
            .flag("stale")
            .query("namespace", "*")
            .query("empty", "")
            .build();
    assertThat(RequestTarget.of("", request))
        .isEqualTo(
            "/v1?filter=Status%20%3D%3D%20%22dead%22%20%26%20ID%2B1%3B&stale&namespace=*&empty=");
  }

  @ParameterizedTest
  @CsvSource({
    "http://nomad, nomad, 80, nomad, /v1",
    "http://nomad:4646/, nomad, 4646, nomad:4646, /v1",
    "https://nomad/a/b/, nomad, 443, nomad, /a/b/v1",
    "http://[::1]:4646, ::1, 4646, [::1]:4646, /v1"
  })
  void anAddressIsTakenApart(
      String address, String host, int port, String authority, String target) {
    Endpoint endpoint = Endpoint.of(Connection.to(address).build());
    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.authority()).isEqualTo(authority);
    WireRequest request = WireRequest.of("x", WireRequest.Method.GET, "v1").build();
    assertThat(RequestTarget.of(endpoint.prefix(), request)).isEqualTo(target);
  }

  private static String path(String segment) {
    return RequestTarget.of("", WireRequest.of("x", WireRequest.Method.GET, "v1", segment).build());
  }
}
