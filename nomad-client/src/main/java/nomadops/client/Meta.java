package nomadops.client;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.http.WireResponse;

/// Reads the `X-Nomad-*` headers.
final class Meta {
  private Meta() {}

  static ResponseMeta of(WireResponse response) {
    return new ResponseMeta(
        number(response, "X-Nomad-Index"),
        response.header("X-Nomad-KnownLeader").map("true"::equals),
        number(response, "X-Nomad-LastContact").stream().mapToObj(Duration::ofMillis).findFirst(),
        response.header("X-Nomad-NextToken").filter(token -> !token.isEmpty()));
  }

  private static OptionalLong number(WireResponse response, String header) {
    Optional<String> text = response.header(header).map(String::strip);
    try {
      return text.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseUnsignedLong(text.get()));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
