package nomadops.autoscaler.target.bridge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nomadops.autoscaler.target.HandTime;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.autoscaler.target.Target.Reading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WebhookWayTest {
  private static final WireMockServer SERVER =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  private static final String FACTS = "{\"desired\":2,\"min\":0,\"max\":9,\"members\":[]}";
  private static final String SECRET = "a-secret-of-ours";
  private static final String TOKEN = "token-4711";

  private final HandTime time = new HandTime();

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @AfterEach
  void reset() {
    SERVER.resetAll();
  }

  @Test
  void aReadIsASignedGet() throws Exception {
    answers(aResponse().withBody(FACTS));
    assertThat(target().read())
        .isInstanceOfSatisfying(
            Reading.Known.class,
            known -> {
              assertThat(known.facts().name()).isEqualTo("batch");
              assertThat(known.facts().readAt()).isEqualTo(HandTime.START);
            });
    LoggedRequest request = last();
    assertThat(request.getMethod().getName()).isEqualTo("GET");
    assertThat(request.getUrl()).isEqualTo("/groups/key-in-path");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(request.getHeader("X-Nomad-Ops-Signature")).isEqualTo(signature(""));
  }

  @Test
  void instructionsAreSignedPosts() throws Exception {
    answers(aResponse().withStatus(204));
    Target target = target();
    assertThat(target.resize(2, 5)).isInstanceOf(Outcome.Done.class);
    String id = last().getHeader("X-Nomad-Ops-Id");
    String body = last().getBodyAsString();
    assertThat(body)
        .isEqualTo(
            "{\"action\":\"resize\",\"group\":\"batch\",\"id\":\""
                + id
                + "\",\"from\":2,\"to\":5}");
    assertThat(last().getHeader("X-Nomad-Ops-Signature")).isEqualTo(signature(body));
    assertThat(last().getHeader("X-Nomad-Ops-Timestamp"))
        .isEqualTo("" + HandTime.START.getEpochSecond());
    target.end("vm-1");
    assertThat(last().getBodyAsString()).contains("\"action\":\"end\"", "\"instance\":\"vm-1\"");
    target.replace("vm-2");
    assertThat(last().getBodyAsString()).contains("\"replace\"", "\"instance\":\"vm-2\"");
    target.claim("prod");
    assertThat(last().getBodyAsString()).contains("\"claim\"", "\"owner\":\"prod\"");
  }

  @ParameterizedTest
  @CsvSource({
    "200, Done", "202, Done", "208, Already", "302, Refused", "400, Refused", "401, Refused",
    "404, Refused", "408, Later", "409, Refused", "410, Already", "425, Later", "429, Later",
    "500, Later", "502, Later", "503, Later"
  })
  void theStatusDecides(int status, String expected) {
    answers(aResponse().withStatus(status).withBody("because of that\nand more"));
    Outcome outcome = target().end("vm-1");
    assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(outcome.reason())
        .contains("group batch", "end vm-1", "HTTP " + status, "because of that")
        .doesNotContain("and more");
  }

  @ParameterizedTest
  @CsvSource({"404, Missing", "401, Unknown", "204, Unknown", "302, Unknown", "503, Unknown"})
  void aReadThatIsNotAnsweredConcludesNothing(int status, String expected) {
    answers(aResponse().withStatus(status).withBody("oh"));
    assertThat(target().read().getClass().getSimpleName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aConnectionThatFailsIsForLater(Fault fault) {
    answers(aResponse().withFault(fault));
    assertThat(target().resize(2, 5)).isInstanceOf(Outcome.Later.class);
    assertThat(target().read()).isInstanceOf(Reading.Unknown.class);
  }

  @Test
  void aRepeatHasTheSameIdAndANewWishAnother() {
    answers(aResponse().withStatus(503));
    Target target = target();
    target.resize(2, 5);
    String first = last().getHeader("X-Nomad-Ops-Id");
    answers(aResponse().withStatus(200));
    target.resize(2, 5);
    assertThat(last().getHeader("X-Nomad-Ops-Id")).isEqualTo(first);
    target.resize(2, 5);
    assertThat(last().getHeader("X-Nomad-Ops-Id")).isNotEqualTo(first);
  }

  @Test
  void anAnswerThatTricklesIsGivenUp() {
    answers(aResponse().withBody(FACTS).withChunkedDribbleDelay(10, 20_000));
    assertThat(target(Duration.ofMillis(300)).read())
        .isInstanceOfSatisfying(
            Reading.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("no answer in 300 ms"));
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    answers(aResponse().withBody(new byte[4_000_001]));
    assertThat(target().read()).isInstanceOf(Reading.Unknown.class);
  }

  @Test
  void secretsAreNotTold() {
    String told = SECRET + " " + TOKEN + " key-in-path";
    answers(aResponse().withStatus(400).withBody("you sent " + told));
    assertThat(target().end("vm-1").reason())
        .contains("you sent")
        .doesNotContain(SECRET, TOKEN, "key-in-path");
    answers(aResponse().withBody("{\"min\":0,\"max\":9,\"desired\":\"" + told + "\"}"));
    assertThat(target().read().toString())
        .contains("desired")
        .doesNotContain(SECRET, TOKEN, "key-in-path");
    assertThat(terms(Duration.ofSeconds(1)).toString())
        .doesNotContain(SECRET, TOKEN, "key-in-path");
  }

  @ParameterizedTest
  @CsvSource({"ftp://example.com/x", "/groups", "https://me:pw@example.com/x"})
  void anAddressThatCannotBeIsRefused(String url) {
    assertThatThrownBy(() ->
            new WebhookTerms(URI.create(url), Map.of(), Optional.empty(), WebhookTerms.TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("address")
        .message()
        .doesNotContain("pw");
  }

  @Test
  void aHeaderThatCannotBeSentIsRefusedWithoutItsValue() {
    assertThatThrownBy(() ->
            new WebhookTerms(
                URI.create("https://example.com"),
                Map.of("Authorization", "Bearer\n" + TOKEN),
                Optional.empty(),
                WebhookTerms.TIMEOUT))
        .hasMessageContaining("Authorization")
        .message()
        .doesNotContain(TOKEN);
  }

  private Target target() {
    return target(Duration.ofSeconds(10));
  }

  private Target target(Duration timeout) {
    return BridgedTarget.byWebhook("batch", terms(timeout), time, new Random(1));
  }

  private static WebhookTerms terms(Duration timeout) {
    return new WebhookTerms(
        URI.create("http://127.0.0.1:" + SERVER.port() + "/groups/key-in-path"),
        Map.of("Authorization", "Bearer " + TOKEN),
        Optional.of(SECRET),
        timeout);
  }

  private static void answers(ResponseDefinitionBuilder response) {
    SERVER.stubFor(any(anyUrl()).willReturn(response));
  }

  private static LoggedRequest last() {
    return SERVER.getAllServeEvents().getFirst().getRequest();
  }

  /// Computed here once more, as a receiver would.
  private static String signature(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] sum = mac.doFinal((HandTime.START.getEpochSecond() + "." + body).getBytes(UTF_8));
    return "sha256=" + HexFormat.of().formatHex(sum);
  }
}
