package nomadops.drainer.announce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.runtime.signature.Signature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PostSenderTest {
  private static final WireMockServer RECEIVER =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  private static final Announcement ONE = Scene.announcement(Event.STUCK);
  private static final String KEY = "T0123456/B0123456/kkkkkkkkkkkk";

  @BeforeAll
  static void start() {
    RECEIVER.start();
  }

  @AfterAll
  static void stop() {
    RECEIVER.stop();
  }

  @AfterEach
  void reset() {
    RECEIVER.resetAll();
  }

  private static URI url() {
    return URI.create(
        "http://127.0.0.1:" + RECEIVER.port() + "/services/" + KEY + "?token=q-secret");
  }

  private static PostTerms terms() {
    return new PostTerms(
        url(),
        Map.of("Authorization", "Bearer h-secret-value", "X-Team", "ops"),
        Optional.of("s-secret"),
        Optional.empty(),
        Duration.ofSeconds(5));
  }

  private static Sent send(PostTerms terms) throws InterruptedException {
    return new PostSender(terms, () -> Scene.NOW).send(ONE);
  }

  private static void answers(ResponseDefinitionBuilder answer) {
    RECEIVER.stubFor(any(anyUrl()).willReturn(answer));
  }

  private static LoggedRequest onlyRequest() {
    List<LoggedRequest> all =
        RECEIVER.findAll(
            com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(anyUrl()));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void postsOurJsonSignedAndWithTheHeadersOfTheConfiguration() throws InterruptedException {
    RECEIVER.stubFor(
        post(urlEqualTo("/services/" + KEY + "?token=q-secret"))
            .willReturn(aResponse().withStatus(204)));
    assertThat(send(terms())).isEqualTo(new Sent.Delivered());
    LoggedRequest request = onlyRequest();
    assertThat(request.getBody()).isEqualTo(Rendering.json(ONE));
    assertThat(request.getHeader("User-Agent")).isEqualTo("nomad-ops");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer h-secret-value");
    assertThat(request.getHeader("X-Team")).isEqualTo("ops");
    assertThat(request.getHeader("X-Nomad-Ops-Id")).isEqualTo(ONE.id().toString());
    assertThat(request.getHeader(Signature.TIMESTAMP_HEADER))
        .isEqualTo("" + Scene.NOW.getEpochSecond());
    assertThat(request.getHeader(Signature.HEADER))
        .isEqualTo(Signature.of("s-secret", Scene.NOW, request.getBody()).value());
  }

  @Test
  void postsTheTemplateAndSignsThatWithoutASecretNothing() throws InterruptedException {
    answers(aResponse().withStatus(200).withBody("ok"));
    PostTerms plain = PostTerms.to(url());
    BodyTemplate chat = BodyTemplate.of("{\"text\": \"${summary}\"}");
    assertThat(
            send(
                new PostTerms(
                    plain.url(),
                    plain.headers(),
                    plain.secret(),
                    Optional.of(chat),
                    plain.timeout())))
        .isEqualTo(new Sent.Delivered());
    LoggedRequest request = onlyRequest();
    assertThat(request.getBodyAsString())
        .isEqualTo("{\"text\": \"" + Rendering.summary(ONE) + "\"}");
    assertThat(request.containsHeader(Signature.HEADER)).isFalse();
  }

  @Test
  void isTriedAgainWhenTheAnswerDoesNotCome() throws InterruptedException {
    answers(aResponse().withStatus(200).withFixedDelay(20_000));
    PostTerms terms = terms();
    Sent sent =
        send(
            new PostTerms(
                terms.url(),
                terms.headers(),
                terms.secret(),
                terms.template(),
                Duration.ofMillis(300)));
    assertThat(sent).isInstanceOf(Sent.Later.class);
  }

  @Test
  void isTriedAgainWhenTheAnswerTrickles() throws InterruptedException {
    answers(
        aResponse().withStatus(200).withBody("x".repeat(100)).withChunkedDribbleDelay(50, 20_000));
    PostTerms terms = PostTerms.to(url());
    Sent sent =
        send(
            new PostTerms(
                terms.url(),
                terms.headers(),
                terms.secret(),
                terms.template(),
                Duration.ofMillis(500)));
    assertThat(sent).isInstanceOf(Sent.Later.class);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void isTriedAgainWhenTheConnectionBreaks(Fault fault) throws InterruptedException {
    answers(aResponse().withStatus(200).withFault(fault));
    assertThat(send(terms())).isInstanceOf(Sent.Later.class);
  }

  @Test
  void isTriedAgainWhenNobodyListens() throws IOException, InterruptedException {
    // Bound and not listening, so that nobody else gets the port.
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = held.getLocalPort();
      Sent sent = send(PostTerms.to(URI.create("http://127.0.0.1:" + port + "/" + KEY)));
      assertThat(sent).isInstanceOf(Sent.Later.class);
      assertThat(sent.toString()).contains("ConnectException").doesNotContain(KEY);
    }
  }

  @Test
  void isTriedAgainAfterTheTimeThatTheReceiverAsksFor() throws InterruptedException {
    answers(aResponse().withStatus(429).withHeader("Retry-After", "17").withBody("slow\ndown"));
    assertThat(send(terms()))
        .isEqualTo(new Sent.Later("HTTP 429: slow", Optional.of(Duration.ofSeconds(17))));
    answers(aResponse().withStatus(503));
    assertThat(send(terms())).isEqualTo(new Sent.Later("HTTP 503", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 403, 404, 410})
  void isNotTriedAgainWhenItWasRefused(int status) throws InterruptedException {
    answers(
        aResponse()
            .withStatus(status)
            .withHeader("Location", "/elsewhere")
            .withBody("invalid_payload\nmore"));
    assertThat(send(terms())).isEqualTo(new Sent.Refused("HTTP " + status + ": invalid_payload"));
    assertThat(onlyRequest().getUrl()).contains(KEY);
  }

  @Test
  void secretsThatTheReceiverRepeatsAreNotPassedOn() throws InterruptedException {
    answers(
        aResponse()
            .withStatus(400)
            .withBody(
                "no "
                    + KEY
                    + " q-secret kkkkkkkkkkkk h-secret-value Bearer h-secret-value s-secret"));
    assertThat(send(terms()).toString())
        .contains("(redacted)")
        .doesNotContain("kkkk")
        .doesNotContain("secret-value")
        .doesNotContain("q-secret")
        .doesNotContain("s-secret");
    assertThat(terms() + " " + terms().name())
        .doesNotContain("secret")
        .doesNotContain(KEY)
        .contains("webhook 127.0.0.1:");
  }

  @Test
  void aLongAnswerIsNotReadToItsEnd() throws InterruptedException {
    answers(aResponse().withStatus(400).withBody("x".repeat(5_000_000)));
    assertThat(send(terms()).toString()).hasSizeLessThan(400);
  }

  @Test
  void addressesAndHeadersThatCannotBeAreRefusedByName() {
    assertThatThrownBy(() -> PostTerms.to(URI.create("ftp://example.com/x-secret")))
        .hasMessageStartingWith("announce-url: ")
        .hasMessageNotContaining("x-secret");
    assertThatThrownBy(() -> PostTerms.to(URI.create("http://me:x-secret@example.com/")))
        .hasMessageContaining("Authorization")
        .hasMessageNotContaining("x-secret");
    assertThatThrownBy(() -> withHeader("Content-Length", "x-secret"))
        .hasMessageContaining("\"Content-Length\" cannot be set")
        .hasMessageNotContaining("x-secret");
    assertThatThrownBy(() -> withHeader("X-A", "x-secret\r\nX-B: y"))
        .hasMessageContaining("\"X-A\"")
        .hasMessageNotContaining("x-secret");
    assertThat(PostTerms.headers(List.of("X-A: b: c")).get("X-A")).isEqualTo("b: c");
    assertThatThrownBy(() -> PostTerms.headers(List.of("X-A: b", "x-secret")))
        .hasMessageContaining("announce-headers[1]")
        .hasMessageNotContaining("x-secret");
  }

  private static PostTerms withHeader(String name, String value) {
    return new PostTerms(
        url(), Map.of(name, value), Optional.empty(), Optional.empty(), Duration.ofSeconds(1));
  }
}
