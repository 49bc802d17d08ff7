package nomadops.runtime.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
  @Test
  void knownSecretsAreTakenOutWhereverTheyAre() {
    assertThat(
            new Redaction(List.of("secret-1", "a-longer-secret-1"))
                .clean("x a-longer-secret-1=secret-1"))
        .isEqualTo("x (redacted)=(redacted)");
  }

  @Test
  void shortSecretsStayBecauseTheyWouldHideHalfOfTheText() {
    assertThat(new Redaction(List.of("", "a", "12345")).clean("a 12345")).isEqualTo("a 12345");
  }

  @Test
  void allOfAnAddressButItsHostMayGrantAccess() {
    Redaction redaction =
        new Redaction(
            Redaction.ofAddress(
                URI.create("https://me:passw0rd@example.com:8443/hook/T0%201234?token=q-secret")));
    assertThat(redaction.clean("example.com:8443 passw0rd T0 1234 T0%201234 q-secret"))
        .isEqualTo("example.com:8443 (redacted) (redacted) (redacted) (redacted)");
  }

  @Test
  void aHeaderIsSecretWhollyAndInParts() {
    Redaction redaction =
        new Redaction(Redaction.ofHeaders(Map.of("Authorization", "Bearer t-4711-x, k=key-4712")));
    assertThat(redaction.clean("t-4711-x and key-4712")).isEqualTo("(redacted) and (redacted)");
  }

  @Test
  void variablesAreSecretByTheirNames() {
    assertThat(
            Redaction.ofEnvironment(
                Map.of("NOMAD_TOKEN", "one", "db_password", "two", "HOME", "/root")))
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void whatIsToldIsOneShortLineThatEveryEncodingCarries() {
    Redaction redaction = new Redaction(List.of());
    assertThat(redaction.clean(" one\r\n\ttwo\u0000 ")).isEqualTo("one two");
    assertThat(redaction.clean("half of a pair: \ud83d")).isEqualTo("half of a pair: ?");
    assertThat(redaction.clean("x".repeat(301))).isEqualTo("x".repeat(300) + "...");
  }
}
