package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import nomadops.runtime.Failure;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a webhook takes, refuses, and does not start with.
final class WebhookTest extends WebhookOnLoopback {
  @Test
  void takesASignedNotice() throws Exception {
    drainer.then(FakeDrainer::safe);
    Webhook webhook = start();
    HttpResponse<String> answer = send(signed(webhook, "/v1/notice", WebhookRig.NOTICE));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"state\":\"safe\",\"reason\":\"Nomad remembers it\",\"notices\":"
                + "[{\"id\":\"r1\",\"instance\":\"i-0633ac2b0d9769723\",\"state\":\"safe\"}]}");
    assertThat(drainer.notices()).hasSize(1);
    assertThat(webhook.health()).isEmpty();
    assertThat(webhook.status())
        .isEqualTo(new WebhookStatus(webhook.address(), 1, 1, java.util.Optional.empty()));
  }

  @Test
  void takesWhatAMappingReads() throws Exception {
    drainer.then(FakeDrainer::safe);
    HttpResponse<String> answer =
        send(signed(start(), "/v1/notice/azure-scheduled-events", Samples.text("azure.json")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(drainer.notices()).hasSize(4);
  }

  @Test
  void saysWhenToComeAgain() throws Exception {
    HttpResponse<String> answer = send(signed(start(), "/v1/notice", WebhookRig.NOTICE));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).contains("\"state\":\"noted\"");
  }

  @Test
  void refusesAnUnsignedRequestInFewWords() throws Exception {
    HttpResponse<String> answer =
        send(to(start(), "/v1/notice").POST(BodyPublishers.ofString(WebhookRig.NOTICE)).build());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"this request is not signed as it should be\"}");
    assertThat(drainer.counts()).containsEntry("UNSIGNED", 1);
  }

  @Test
  void anUnknownMappingIsToldOnlyToThoseWhoSign() throws Exception {
    Webhook webhook = start();
    HttpResponse<String> unsigned =
        send(to(webhook, "/v1/notice/azure").POST(BodyPublishers.ofString("{}")).build());
    assertThat(unsigned.statusCode()).isEqualTo(401);
    HttpResponse<String> signed = send(signed(webhook, "/v1/notice/azure", "{}"));
    assertThat(signed.statusCode()).isEqualTo(404);
    assertThat(signed.body()).contains("azure-scheduled-events");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "POST, /v1/notices, 404",
    "POST, /v1/notice/, 404",
    "POST, /v1/notice/a/b, 404",
    "POST, /v1/notice/%2e%2e, 404",
    "GET, /v1/notice, 405",
    "PUT, /v1/notice, 405",
    "DELETE, /v1/notice/azure-scheduled-events, 405",
    "HEAD, /v1/notice, 405"
  })
  void answersOnlyWhatItIsFor(String method, String path, int status) throws Exception {
    HttpResponse<String> answer =
        send(to(start(), path).method(method, BodyPublishers.noBody()).build());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Allow"))
        .isEqualTo(status == 405 ? java.util.Optional.of("POST") : java.util.Optional.empty());
    if (!method.equals("HEAD")) {
      assertThat(answer.body()).startsWith("{\"error\":\"");
    }
  }

  @Test
  void refusesABodyThatIsTooLongWhateverLengthItClaims() throws Exception {
    Webhook webhook = start();
    String body = " ".repeat(Webhook.LONGEST) + "x";
    assertThat(send(signed(webhook, "/v1/notice", body)).statusCode()).isEqualTo(413);
    HttpRequest chunked =
        to(webhook, "/v1/notice")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body.getBytes(UTF_8))))
            .build();
    assertThat(send(chunked).statusCode()).isEqualTo(413);
    assertThat(drainer.counts()).isEqualTo(java.util.Map.of("TOO_LARGE", 2));
  }

  @Test
  void takesABodyOfTheGreatestLength() throws Exception {
    drainer.then(FakeDrainer::safe);
    String body = WebhookRig.NOTICE + " ".repeat(Webhook.LONGEST - WebhookRig.NOTICE.length());
    assertThat(send(signed(start(), "/v1/notice", body)).statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotStartWithoutASecret() {
    assertThatThrownBy(() -> start(WebhookTerms.signed(WebhookRig.ANY, Secrets.NONE), FOR_EVER))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the webhook on 127.0.0.1:0 has no secret")
        .hasMessageContaining("openssl rand -hex 32");
  }

  @Test
  void startsUnsignedOnLoopbackAlone() throws Exception {
    drainer.then(FakeDrainer::safe);
    Webhook webhook = start(WebhookTerms.unsigned(WebhookRig.ANY), FOR_EVER);
    assertThat(
            send(to(webhook, "/v1/notice").POST(BodyPublishers.ofString(WebhookRig.NOTICE)).build())
                .statusCode())
        .isEqualTo(200);
    assertThatThrownBy(() -> start(WebhookTerms.unsigned(new HostPort("0.0.0.0", 0)), FOR_EVER))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("must be bound to a loopback address such as 127.0.0.1:0");
  }

  @Test
  void isNotUnsignedByMistake() {
    WebhookTerms both =
        new WebhookTerms(
            WebhookRig.ANY,
            new Secrets(List.of(WebhookRig.SECRET)),
            true,
            Duration.ofMinutes(5),
            Duration.ZERO,
            4,
            Duration.ofSeconds(5));
    assertThatThrownBy(() -> start(both, FOR_EVER)).hasMessageContaining("take one of them away");
  }

  @Test
  void saysThatItsAddressIsTaken() {
    Webhook first = start();
    WebhookTerms same =
        WebhookTerms.signed(first.address(), new Secrets(List.of(WebhookRig.SECRET)));
    assertThatThrownBy(() -> start(same, FOR_EVER))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(first.address() + " cannot be used");
  }
}
