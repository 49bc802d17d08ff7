package nomadops.runtime.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Instant AT = Instant.ofEpochSecond(1_760_000_000);

  @Test
  void isWhatOpensslSays() {
    // printf '1760000000.{"a":1}' | openssl dgst -sha256 -hmac s3cret
    assertThat(Signature.of("s3cret", AT, "{\"a\":1}".getBytes(UTF_8)).value())
        .isEqualTo("sha256=8d0df74a348347224686e9880f7ad2c93fc5f8a3423fdd9790f1265c1b89025d");
  }

  @Test
  void changesWithTheSecretTheTimeAndTheBody() {
    Signature signature = Signature.of("s3cret", AT, "body".getBytes(UTF_8));
    assertThat(signature.matches(" " + signature.value() + " ")).isTrue();
    assertThat(signature.matches(Signature.of("other", AT, "body".getBytes(UTF_8)).value()))
        .isFalse();
    assertThat(
            signature.matches(
                Signature.of("s3cret", AT.plusSeconds(1), "body".getBytes(UTF_8)).value()))
        .isFalse();
    assertThat(signature.matches(Signature.of("s3cret", AT, "Body".getBytes(UTF_8)).value()))
        .isFalse();
    assertThat(signature.matches("")).isFalse();
  }
}
