package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.drainer.webhook.Gate.Passage;
import nomadops.runtime.signature.Proof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String BODY = "{\"a\":1}";
  private final Gate gate = new Gate(WebhookRig.terms(Duration.ZERO));

  private Passage check(Proof headers) {
    return gate.check(headers, BODY.getBytes(UTF_8), WebhookRig.START);
  }

  private static Proof signed(Instant at) {
    return WebhookRig.signed(WebhookRig.SECRET, at, BODY);
  }

  private Refusal refusal(Proof headers) {
    return ((Passage.Shut) check(headers)).why();
  }

  @Test
  void letsInWhatIsSignedNow() {
    assertThat(check(signed(WebhookRig.START)))
        .isEqualTo(
            new Passage.Signed(
                signed(WebhookRig.START).signatures().getFirst(),
                WebhookRig.START.plus(Duration.ofMinutes(5))));
  }

  @Test
  void takesEachOfItsSecrets() {
    assertThat(check(WebhookRig.signed(WebhookRig.OTHER, WebhookRig.START, BODY)))
        .isInstanceOf(Passage.Signed.class);
  }

  @Test
  void refusesASecretThatWasTakenAway() {
    assertThat(refusal(WebhookRig.signed("a secret that is gone", WebhookRig.START, BODY)))
        .isEqualTo(Refusal.BAD_SIGNATURE);
  }

  @Test
  void refusesASignatureOfAnotherBodyOrTime() {
    Proof other = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, BODY + " ");
    assertThat(refusal(other)).isEqualTo(Refusal.BAD_SIGNATURE);
    Proof later =
        new Proof(
            signed(WebhookRig.START.plusSeconds(1)).timestamps(),
            signed(WebhookRig.START).signatures());
    assertThat(refusal(later)).isEqualTo(Refusal.BAD_SIGNATURE);
  }

  @Test
  void bearsClocksThatDifferByItsWindowEitherWay() {
    assertThat(check(signed(WebhookRig.START.minusSeconds(300))))
        .isInstanceOf(Passage.Signed.class);
    assertThat(check(signed(WebhookRig.START.plusSeconds(300)))).isInstanceOf(Passage.Signed.class);
    assertThat(refusal(signed(WebhookRig.START.minusSeconds(301)))).isEqualTo(Refusal.STALE);
    assertThat(refusal(signed(WebhookRig.START.plusSeconds(301)))).isEqualTo(Refusal.STALE);
  }

  @Test
  void refusesMissingAndRepeatedHeaders() {
    Proof right = signed(WebhookRig.START);
    assertThat(refusal(new Proof(List.of(), right.signatures()))).isEqualTo(Refusal.UNSIGNED);
    assertThat(refusal(new Proof(right.timestamps(), List.of()))).isEqualTo(Refusal.UNSIGNED);
    String signature = right.signatures().getFirst();
    assertThat(refusal(new Proof(right.timestamps(), List.of("sha256=00", signature))))
        .isEqualTo(Refusal.UNSIGNED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "-1",
        "+1795428000",
        "01795428000",
        "1795428000.0",
        "0x1",
        "9999999999999",
        "١٧٩٥٤٢٨٠٠٠"
      })
  void refusesATimestampThatIsNoPlainNumber(String timestamp) {
    assertThat(refusal(new Proof(List.of(timestamp), signed(WebhookRig.START).signatures())))
        .isEqualTo(Refusal.BAD_TIMESTAMP);
  }

  @Test
  void tellsItsLogInFullWithoutLettingItBreakTheLine() {
    Passage.Shut shut =
        (Passage.Shut)
            check(new Proof(signed(WebhookRig.START).timestamps(), List.of("a\r\nb\u2028")));
    assertThat(shut.detail()).contains("'a b'", "2 secrets").doesNotContain(WebhookRig.SECRET);
  }

  @Test
  void refusesSecretsThatCanBeGuessed() {
    assertThatThrownBy(() -> new Secrets(List.of(WebhookRig.SECRET, "short")))
        .hasMessageContaining("webhook secret 2 has 5 characters")
        .hasMessageContaining("openssl rand -hex 32");
  }

  @Test
  void neverShowsASecret() {
    assertThat(WebhookRig.terms(Duration.ZERO).toString())
        .doesNotContain(WebhookRig.SECRET, WebhookRig.OTHER);
  }

  @Test
  void saysWhichTermIsOutOfRange() {
    assertThatThrownBy(() -> WebhookRig.terms(Duration.ofMinutes(1)))
        .hasMessageContaining("webhook patience is PT1M")
        .hasMessageContaining("e.g. 10s");
  }
}
