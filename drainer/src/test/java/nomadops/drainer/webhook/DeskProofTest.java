package nomadops.drainer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nomadops.runtime.signature.Proof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is heard, and what is a repeat: what the signature decides.
@Timeout(120)
class DeskProofTest {
  private final WebhookRig rig = new WebhookRig(List.of());

  @Test
  void answersASignatureAgainFromWhatBecameOfItAndNeverDeliversItTwice()
      throws InterruptedException {
    rig.drainer.then(FakeDrainer::safe);
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, WebhookRig.NOTICE);
    Answer first = rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
    rig.pass(Duration.ofMinutes(5));
    assertThat(rig.post(new Route.Own(), headers, WebhookRig.NOTICE)).isEqualTo(first);
    assertThat(rig.drainer.bulletins()).hasSize(1);
    assertThat(rig.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 1));
  }

  @Test
  void aRecordedRequestIsStaleAfterItsWindow() throws InterruptedException {
    rig.drainer.then(FakeDrainer::done);
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, WebhookRig.NOTICE);
    rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
    rig.pass(Duration.ofSeconds(301));
    Answer answer = rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(rig.drainer.bulletins()).hasSize(1);
    assertThat(rig.drainer.counts()).isEqualTo(Map.of("accepted", 1, "STALE", 1));
  }

  @Test
  void aRequestFromAheadOfTimeIsRememberedAsLongAsItCouldComeAgain() throws InterruptedException {
    Proof headers =
        WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START.plusSeconds(300), WebhookRig.NOTICE);
    rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
    rig.pass(Duration.ofMinutes(10));
    rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
    assertThat(rig.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 1));
  }

  @Test
  void theSameBytesGetTheir200InTheEnd() throws InterruptedException {
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, WebhookRig.NOTICE);
    assertThat(rig.post(new Route.Own(), headers, WebhookRig.NOTICE).status()).isEqualTo(503);
    FakeDrainer.safe(rig.drainer.bulletins().getFirst());
    assertThat(rig.post(new Route.Own(), headers, WebhookRig.NOTICE).status()).isEqualTo(200);
    assertThat(rig.drainer.bulletins()).hasSize(1);
  }

  @Test
  void aRecordedRequestDoesNothingAtAnotherPath() throws InterruptedException {
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, WebhookRig.NOTICE);
    rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
    Answer answer = rig.post(new Route.Mapped("other"), headers, WebhookRig.NOTICE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(rig.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 1));
  }

  @Test
  void identicalRequestsAtTheSameTimeDeliverOnce() throws Exception {
    rig.drainer.then(FakeDrainer::safe);
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, WebhookRig.NOTICE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          java.util.stream.IntStream.range(0, 40)
              .mapToObj(
                  _ -> threads.submit(() -> rig.post(new Route.Own(), headers, WebhookRig.NOTICE)))
              .toList();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
    }
    assertThat(rig.drainer.bulletins()).hasSize(1);
    assertThat(rig.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 39));
  }

  @Test
  void tellsAnUnprovenSenderNothingAndItselfAll() throws InterruptedException {
    List<Proof> wrong =
        List.of(
            new Proof(List.of(), List.of()),
            WebhookRig.signed("a secret that is gone", WebhookRig.START, WebhookRig.NOTICE),
            WebhookRig.signed(
                WebhookRig.SECRET, WebhookRig.START.minusSeconds(999), WebhookRig.NOTICE),
            new Proof(List.of("today"), List.of("sha256=00")));
    for (Proof headers : wrong) {
      Answer answer = rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
      assertThat(answer)
          .isEqualTo(Answer.of(401, Map.of("error", "this request is not signed as it should be")));
    }
    assertThat(rig.drainer.bulletins()).isEmpty();
    assertThat(rig.drainer.counts())
        .isEqualTo(Map.of("UNSIGNED", 1, "BAD_SIGNATURE", 1, "STALE", 1, "BAD_TIMESTAMP", 1));
  }

  @Test
  void refusesAnUnsignedRequestBeforeItReadsIt() throws InterruptedException {
    assertThat(rig.post(new Route.Own(), new Proof(List.of(), List.of()), "no json").status())
        .isEqualTo(401);
  }

  @Test
  void answersARepeatedRefusalTheSame() throws InterruptedException {
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, "{}");
    Answer first = rig.post(new Route.Own(), headers, "{}");
    assertThat(first.status()).isEqualTo(400);
    assertThat(rig.post(new Route.Own(), headers, "{}")).isEqualTo(first);
  }

  @Test
  void anUnsignedDeskAsksForNothing() throws InterruptedException {
    WebhookRig open = new WebhookRig(WebhookTerms.unsigned(WebhookRig.ANY), List.of());
    open.drainer.then(FakeDrainer::safe);
    assertThat(
            open.post(new Route.Own(), new Proof(List.of(), List.of()), WebhookRig.NOTICE).status())
        .isEqualTo(200);
  }
}
