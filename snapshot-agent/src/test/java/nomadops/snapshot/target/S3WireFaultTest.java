package nomadops.snapshot.target;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A store that refuses, fails, is slow, or keeps something else than it was given.
@Timeout(120)
class S3WireFaultTest {
  private static final String OBJECT = "/backups/nomad/nomad-global-.*";

  @TempDir Path folder;
  private final WireMockServer store =
      new WireMockServer(
          WireMockConfiguration.options()
              .bindAddress("127.0.0.1")
              .dynamicPort()
              .gzipDisabled(true));
  private S3Target target;
  private Buckets.Sample sample;

  @BeforeEach
  void start() throws Exception {
    store.start();
    target = target(Duration.ofSeconds(30));
    sample = Buckets.sample(folder, 4_000);
    store.stubFor(any(anyUrl()).willReturn(error(501, "NotImplemented")).atPriority(9));
    store.stubFor(put(urlPathMatching(OBJECT)).willReturn(aResponse().withHeader("ETag", "\"a\"")));
    store.stubFor(
        com.github.tomakehurst.wiremock.client.WireMock.delete(urlPathMatching(OBJECT))
            .willReturn(aResponse().withStatus(204)));
  }

  @AfterEach
  void stop() {
    target.close();
    store.stop();
  }

  @Test
  void aStoreThatKeepsTheChecksumIsBelieved() throws Exception {
    store.stubFor(head(urlPathMatching(OBJECT)).willReturn(kept(checksum())));
    target.put(sample.file(), sample.name(), sample.facts());
    store.verify(0, deleteRequestedFor(anyUrl()));
    assertThat(
            store.getAllServeEvents().stream()
                .filter(one -> one.getRequest().getMethod().getName().equals("PUT"))
                .findFirst()
                .orElseThrow()
                .getRequest()
                .header("x-amz-checksum-sha256")
                .firstValue())
        .isEqualTo(checksum());
  }

  /// Older stores know no checksums: what they keep is read whole.
  @Test
  void aStoreThatKeepsNoChecksumIsReadBack() throws Exception {
    store.stubFor(
        head(urlPathMatching(OBJECT))
            .willReturn(aResponse().withHeader("Content-Length", length())));
    store.stubFor(get(urlPathMatching(OBJECT)).willReturn(aResponse().withBody(sample.bytes())));
    target.put(sample.file(), sample.name(), sample.facts());
    store.verify(0, deleteRequestedFor(anyUrl()));
    byte[] other = sample.bytes().clone();
    other[100]++;
    store.stubFor(get(urlPathMatching(OBJECT)).willReturn(aResponse().withBody(other)));
    refused("is not what was sent");
    store.verify(1, deleteRequestedFor(urlMatching(OBJECT)));
  }

  @Test
  void anotherChecksumOrLengthIsDeleted() {
    store.stubFor(head(urlPathMatching(OBJECT)).willReturn(kept("AAAA")));
    refused("is not what was sent");
    store.stubFor(
        head(urlPathMatching(OBJECT)).willReturn(aResponse().withHeader("Content-Length", "7")));
    refused("is not what was sent");
    store.verify(2, deleteRequestedFor(urlMatching(OBJECT)));
  }

  @Test
  void whatCannotBeReadBackIsDeleted() {
    store.stubFor(head(urlPathMatching(OBJECT)).willReturn(aResponse().withStatus(403)));
    refused("cannot read back s3://backups/nomad/");
    store.verify(1, deleteRequestedFor(urlMatching(OBJECT)));
  }

  @Test
  void refusalsAndFailuresNameTheActionAndTheCause() {
    store.stubFor(put(urlPathMatching(OBJECT)).willReturn(error(403, "AccessDenied")));
    refused("cannot keep s3://backups/nomad/nomad-global-");
    refused("AccessDenied (403)");
    store.stubFor(put(urlPathMatching(OBJECT)).willReturn(error(500, "InternalError")));
    refused("InternalError (500)");
    store.stubFor(
        put(urlPathMatching(OBJECT))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    refused("cannot keep");
    store.stubFor(get(urlPathMatching("/backups")).willReturn(error(403, "AccessDenied")));
    assertThatThrownBy(target::list)
        .isInstanceOf(TargetFault.class)
        .hasMessage("cannot list s3://backups/nomad/: AccessDenied (403): no");
  }

  /// A list that ends after its first page would make retention blind for the rest.
  @Test
  void aListOfSeveralPagesIsWhole() throws Exception {
    store.stubFor(
        get(urlPathMatching("/backups"))
            .willReturn(page(1, "<NextContinuationToken>more</NextContinuationToken>")));
    store.stubFor(
        get(urlMatching("/backups.*continuation-token=more.*"))
            .atPriority(1)
            .willReturn(page(2, "")));
    assertThat(target.list()).extracting(one -> one.name().index()).containsExactly(1L, 2L);
    store.stubFor(
        get(urlMatching("/backups.*continuation-token=more.*"))
            .atPriority(1)
            .willReturn(error(403, "AccessDenied")));
    assertThatThrownBy(target::list).isInstanceOf(TargetFault.class);
  }

  private static ResponseDefinitionBuilder page(int index, String more) {
    return xml(
        "<ListBucketResult><IsTruncated>%s</IsTruncated>%s<Contents><Key>nomad/nomad-global-20260101T000000Z-%d-0f3a9c12bd45.snap</Key><Size>7</Size></Contents></ListBucketResult>"
            .formatted(!more.isEmpty(), more, index));
  }

  @Test
  void aFailureThatPassesIsTriedAgain() throws Exception {
    store.stubFor(
        put(urlPathMatching(OBJECT))
            .inScenario("passing")
            .whenScenarioStateIs("Started")
            .willReturn(error(503, "SlowDown"))
            .willSetStateTo("well"));
    store.stubFor(head(urlPathMatching(OBJECT)).willReturn(kept(checksum())));
    target.put(sample.file(), sample.name(), sample.facts());
    store.verify(2, putRequestedFor(urlPathMatching(OBJECT)));
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotWaitedForWithoutEnd() throws Exception {
    target.close();
    target = target(Duration.ofSeconds(1));
    store.stubFor(put(urlPathMatching(OBJECT)).willReturn(aResponse().withFixedDelay(20_000)));
    refused("cannot keep");
  }

  @Test
  void anUploadInPartsThatFailsIsGivenUp() throws Exception {
    sample = Buckets.sample(folder, 12 << 20);
    store.stubFor(
        post(urlMatching(".*\\?uploads.*"))
            .willReturn(
                xml(
                    "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>")));
    store.stubFor(
        put(urlMatching(".*partNumber=1.*"))
            .willReturn(aResponse().withHeader("ETag", "\"1\""))
            .atPriority(1));
    store.stubFor(
        put(urlMatching(".*partNumber=2.*")).willReturn(error(403, "AccessDenied")).atPriority(1));
    refused("AccessDenied (403)");
    store.verify(1, deleteRequestedFor(urlMatching(".*uploadId=u1.*")));
    store.verify(0, postRequestedFor(urlMatching(".*\\?uploadId=u1.*")));
  }

  private S3Target target(Duration silence) throws TargetFault {
    return Buckets.target(URI.create("http://127.0.0.1:" + store.port()), folder, silence);
  }

  private void refused(String why) {
    assertThatThrownBy(() -> target.put(sample.file(), sample.name(), sample.facts()))
        .isInstanceOf(TargetFault.class)
        .hasMessageContaining(why);
  }

  private String checksum() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sample.facts().sha256()));
  }

  private ResponseDefinitionBuilder kept(String checksum) {
    return aResponse()
        .withHeader("Content-Length", length())
        .withHeader("x-amz-checksum-sha256", checksum);
  }

  private String length() {
    return Long.toString(sample.facts().bytes());
  }

  private static ResponseDefinitionBuilder error(int status, String code) {
    return xml("<Error><Code>" + code + "</Code><Message>no</Message></Error>").withStatus(status);
  }

  private static ResponseDefinitionBuilder xml(String body) {
    return aResponse().withHeader("Content-Type", "application/xml").withBody(body);
  }
}
