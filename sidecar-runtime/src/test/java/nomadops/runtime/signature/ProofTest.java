package nomadops.runtime.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.runtime.signature.Proof.Flaw;
import nomadops.runtime.signature.Proof.Judged;
import org.junit.jupiter.api.Test;

/** The drainer's webhook tests the rest of it. */
class ProofTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private static final List<String> SECRETS = List.of("the new secret", "the old secret");

  private static Judged judge(String secret, Instant at) {
    return new Proof(
            List.of("" + at.getEpochSecond()), List.of(Signature.of(secret, at, BODY).value()))
        .judge(SECRETS, Duration.ofMinutes(2), BODY, NOW);
  }

  private static Flaw flaw(Judged judged) {
    return ((Judged.Flawed) judged).flaw();
  }

  @Test
  void itHoldsByEachSecretAndTellsItsTime() {
    Instant at = NOW.minusSeconds(120);
    for (String secret : SECRETS) {
      assertThat(judge(secret, at))
          .isEqualTo(new Judged.Signed(Signature.of(secret, at, BODY).value(), at));
    }
    assertThat(flaw(judge("another secret", at))).isEqualTo(Flaw.BAD_SIGNATURE);
  }

  @Test
  void tooOldAndTooEarlyAreToldApart() {
    assertThat(flaw(judge(SECRETS.getFirst(), NOW.minusSeconds(121)))).isEqualTo(Flaw.OLD);
    assertThat(flaw(judge(SECRETS.getFirst(), NOW.plusSeconds(121)))).isEqualTo(Flaw.EARLY);
  }

  @Test
  void withoutSecretsNothingHolds() {
    Judged judged =
        new Proof(List.of("" + NOW.getEpochSecond()), List.of("sha256="))
            .judge(List.of(), Duration.ofMinutes(2), BODY, NOW);
    assertThat(flaw(judged)).isEqualTo(Flaw.BAD_SIGNATURE);
  }
}
