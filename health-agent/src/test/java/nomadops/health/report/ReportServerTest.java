package nomadops.health.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdicts;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.Failure;
import nomadops.runtime.signature.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken, and what is refused and has changed nothing.
class ReportServerTest extends ReportsOnLoopback {
  private void refused(HttpRequest request, int status, String word, String words)
      throws Exception {
    Map<String, Report> before = inbox.latest();
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words).contains("\"refusal\":\"" + word + "\"");
    assertThat(counts).containsEntry(word, 1);
    assertThat(inbox.latest()).isEqualTo(before);
  }

  @Test
  void aReportIsInTheInboxByOurClock() throws Exception {
    HttpResponse<String> answer =
        send(signed(start(), SECRET, NOW, document("n-1", NOW.minusSeconds(60))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"state\":\"accepted\"}");
    assertThat(inbox.latest())
        .isEqualTo(Map.of("n-1", new Report(Map.of("docker", Verdicts.fail("a:443")), NOW)));
    assertThat(counts).isEqualTo(Map.of("accepted", 1));
  }

  @Test
  void aSignatureOfAnotherIsRefusedBeforeAnythingIsRead() throws Exception {
    ReportServer server = start();
    refused(
        signed(server, "a secret that is not known to anybody", NOW, "{".getBytes(UTF_8)),
        401,
        "bad-signature",
        "fits none of 2 secrets");
    refused(
        to(server, ReportJson.PATH).POST(BodyPublishers.ofString("{")).build(),
        401,
        "unsigned",
        "each should be there once");
    refused(
        to(server, ReportJson.PATH)
            .header(Signature.TIMESTAMP_HEADER, "soon")
            .header(Signature.HEADER, "sha256=00")
            .POST(BodyPublishers.ofString("{"))
            .build(),
        401,
        "bad-timestamp",
        "is 'soon', it should be seconds");
  }

  @Test
  void theBodyIsWhatWasSigned() throws Exception {
    ReportServer server = start();
    byte[] body = document("n-1", NOW);
    byte[] other = document("n-2", NOW);
    refused(
        to(server, ReportJson.PATH)
            .header(Signature.TIMESTAMP_HEADER, "" + NOW.getEpochSecond())
            .header(Signature.HEADER, Signature.of(SECRET, NOW, body).value())
            .POST(BodyPublishers.ofByteArray(other))
            .build(),
        401,
        "bad-signature",
        "fits none");
  }

  @Test
  void signaturesOfOtherTimesAreRefused() throws Exception {
    ReportServer server = start();
    Instant old = NOW.minusSeconds(121);
    refused(signed(server, SECRET, old, document("n-1", old)), 401, "old", "compare the clocks");
    Instant early = NOW.plusSeconds(122);
    refused(
        signed(server, SECRET, early, document("n-1", early)), 401, "early", "compare the clocks");
  }

  @Test
  void whatTheDocumentSaysOfItsTimeCountsToo() throws Exception {
    ReportServer server = start();
    refused(
        signed(server, SECRET, NOW, document("n-1", NOW.plusSeconds(121))),
        401,
        "early",
        "sent is 2026-11-27T12:35:31.500Z and our clock says 2026-11-27T12:33:30.500Z");
    refused(
        signed(server, SECRET, NOW, document("n-1", NOW.minusSeconds(121))),
        401,
        "old",
        "at most 120 s");
    refused(
        signed(
            server,
            "{\"version\":1,\"node\":\"n-1\",\"sent\":\"+1000000000-12-31T23:59:59Z\",\"checks\":{}}"),
        401,
        "early",
        "sent is +1000000000-12-31",
        2);
  }

  private void refused(HttpRequest request, int status, String word, String words, int times)
      throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    assertThat(counts).containsEntry(word, times);
  }

  @Test
  void aReportCountsOnce() throws Exception {
    ReportServer server = start();
    HttpRequest recorded = signed(server, SECRET, NOW, document("n-1", NOW));
    assertThat(send(recorded).statusCode()).isEqualTo(200);
    now.set(NOW.plusSeconds(30));

    refused(recorded, 409, "replayed", "a report of node n-1 that is as new or newer");
    assertThat(inbox.latest().get("n-1")).extracting(Report::received).isEqualTo(NOW);
    assertThat(send(signed(server, SECRET, NOW, document("n-1", NOW.plusMillis(1)))).statusCode())
        .as("two in one second are told apart by milliseconds")
        .isEqualTo(200);
    assertThat(send(signed(server, SECRET, NOW, document("n-2", NOW))).statusCode())
        .as("another node's time is its own")
        .isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhateverLengthItClaims() throws Exception {
    ReportServer server = start();
    byte[] body = " ".repeat(Bounds.LONGEST + 1).getBytes(UTF_8);
    refused(signed(server, SECRET, NOW, body), 413, "too-large", "longer than 65536 bytes");
    HttpRequest chunked =
        to(server, ReportJson.PATH)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    refused(chunked, 413, "too-large", "longer than 65536 bytes", 2);
    String longest = new String(document("n-1", NOW), UTF_8);
    longest += " ".repeat(Bounds.LONGEST - longest.length());
    assertThat(send(signed(server, longest)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{\"version\":1", "\0\1\2", "[]"})
  void garbageIsRefused(String body) throws Exception {
    refused(signed(start(), body), 400, "unreadable", "the body is");
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    ReportServer server = start();
    refused(signed(server, "{\"version\":2}"), 400, "unknown-version", "knows version 1");
    refused(signed(server, "{\"version\":1,\"node\":\"/\"}"), 400, "bad-node", "Nomad's id");
    refused(
        signed(server, "{\"version\":1,\"node\":\"n\",\"sent\":7}"),
        400,
        "unreadable",
        "sent is 7; it is a time");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404, no-such-path",
    "POST, /v1/health/report/, 404, no-such-path",
    "POST, /v1/health/%72eport, 404, no-such-path",
    "GET, /v1/health/report, 405, wrong-method",
    "PUT, /v1/health/report, 405, wrong-method"
  })
  void onlyWhatItIsForIsAnswered(String method, String path, int status, String word)
      throws Exception {
    refused(
        to(start(), path).method(method, BodyPublishers.noBody()).build(), status, word, "POST");
  }

  @Test
  void secretsFollowOneAnother() throws Exception {
    ReportServer server = start();
    assertThat(send(signed(server, OLD, NOW, document("n-1", NOW))).statusCode()).isEqualTo(200);
    assertThat(send(signed(server, SECRET, NOW, document("n-2", NOW))).statusCode()).isEqualTo(200);
    secrets.set(new Secrets(List.of(SECRET)));

    refused(
        signed(server, OLD, NOW, document("n-3", NOW)), 401, "bad-signature", "none of 1 secrets");
    assertThat(send(signed(server, SECRET, NOW, document("n-3", NOW))).statusCode()).isEqualTo(200);
  }

  @Test
  void manyNodesReportAtOnce() throws Exception {
    ReportServer server = start();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      HttpRequest request = signed(server, SECRET, NOW, document("node-" + i, NOW));
      answers.add(http.sendAsync(request, BodyHandlers.ofString()));
      if (i % 3 == 2) {
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      }
    }
    // A place is free only when its answer is written, so one may come too soon.
    long taken = answers.stream().filter(one -> one.join().statusCode() == 200).count();
    assertThat(inbox.latest()).hasSize((int) taken);
    assertThat(taken + counts.getOrDefault("busy", 0)).isEqualTo(300);
    assertThat(taken).isGreaterThan(200);
  }

  @Test
  void anAddressThatIsTakenIsTold() {
    ReportServer first = start();
    assertThatThrownBy(() -> start(first.address(), FOR_EVER))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the address " + first.address() + " for reports cannot be used");
  }

  @Test
  void termsThatMakeNoSenseAreNamed() {
    ReportTerms usual = ReportTerms.usual(start().address());
    assertThatThrownBy(() ->
            new ReportTerms(usual.address(), Duration.ZERO, usual.concurrent(), usual.bodyTime()))
        .hasMessageContaining("report window is PT0S, it should be from PT1S to PT1H, e.g. 2m");
    assertThatThrownBy(() -> new ReportTerms(usual.address(), usual.window(), 0, usual.bodyTime()))
        .hasMessageContaining("report concurrent is 0");
  }
}
