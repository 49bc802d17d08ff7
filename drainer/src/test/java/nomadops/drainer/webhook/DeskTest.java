package nomadops.drainer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.webhook.Gate.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeskTest {
  private static final String MAINTENANCE =
      """
      {"id":"m1","instance":"i-0633ac2b0d9769723","kind":"maintenance","code":"reboot",
       "starts":"2026-12-14T10:00:00Z"%s}
      """;

  private final Bench bench = new Bench(List.of());

  private static Notice requested(String id) {
    return new Notice.Requested(Bench.INSTANCE, Bench.START, id, Optional.empty(), "");
  }

  private static Map<String, String> row(String id, String state) {
    return Map.of("id", id, "instance", Bench.INSTANCE.value(), "state", state);
  }

  @Test
  void saysSafeAsSoonAsNomadRemembersIt() throws InterruptedException {
    bench.drainer.then(FakeDrainer::safe);
    Answer answer = bench.post(Bench.NOTICE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .containsEntry("state", "safe")
        .containsEntry("notices", List.of(row("r1", "safe")));
    assertThat(bench.drainer.notices()).containsExactly(requested("r1"));
  }

  @Test
  void saysDoneWhenAllOfItIs() throws InterruptedException {
    bench.drainer.then(FakeDrainer::done);
    Answer answer = bench.post(Bench.NOTICE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsEntry("state", "done");
  }

  @Test
  void asksTheSenderToRepeatWhatACrashWouldLose() throws InterruptedException {
    Answer answer = bench.post(Bench.NOTICE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).containsEntry("state", "noted");
    assertThat(answer.retryAfter()).contains(Duration.ofSeconds(5));
  }

  @Test
  void answersAsSoonAsItIsSafeAndNotLater() throws Exception {
    Bench patient = new Bench(Bench.terms(Duration.ofSeconds(25)), List.of());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer = threads.submit(() -> patient.post(Bench.NOTICE));
      while (patient.drainer.bulletins().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(answer.isDone()).isFalse();
      FakeDrainer.safe(patient.drainer.bulletins().getFirst());
      assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
  }

  @Test
  void mergesARepeatAndTellsHowFarItIs() throws InterruptedException {
    bench.post(Bench.NOTICE);
    bench.pass(Duration.ofMinutes(30));
    Answer noted = bench.post(Bench.NOTICE);
    bench.pass(Duration.ofSeconds(1));
    FakeDrainer.safe(bench.drainer.bulletins().getFirst());
    Answer safe = bench.post(Bench.NOTICE);
    assertThat(noted.status()).isEqualTo(503);
    assertThat(safe.body()).containsEntry("state", "safe");
    assertThat(bench.drainer.bulletins()).hasSize(1);
    assertThat(bench.drainer.counts()).isEqualTo(Map.of("accepted", 1, "merged", 2));
  }

  @Test
  void doesNotBeginAnewWhenARepeatComesAfterTheEnd() throws InterruptedException {
    bench.drainer.then(FakeDrainer::done);
    bench.post(Bench.NOTICE);
    bench.pass(Duration.ofMinutes(59));
    assertThat(bench.post(Bench.NOTICE).body()).containsEntry("state", "done");
    assertThat(bench.drainer.bulletins()).hasSize(1);
    bench.pass(Duration.ofHours(2));
    bench.post(Bench.NOTICE);
    assertThat(bench.drainer.bulletins()).as("forgotten after an hour").hasSize(2);
  }

  @Test
  void handsOverOnlyWhatIsNewOfAList() throws InterruptedException {
    bench.post("[" + Bench.NOTICE + "]");
    FakeDrainer.safe(bench.drainer.bulletins().getFirst());
    Answer answer =
        bench.post("[" + Bench.NOTICE + ",{\"id\":\"r2\",\"instance\":\"i-0633ac2b0d9769723\"}]");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .containsEntry("state", "noted")
        .containsEntry("notices", List.of(row("r1", "safe"), row("r2", "noted")));
    assertThat(bench.drainer.notices()).containsExactly(requested("r1"), requested("r2"));
  }

  @Test
  void repeatsOfASpotInterruptionWithoutATimeAreOneNotice() throws InterruptedException {
    String spot = "{\"id\":\"s1\",\"instance\":\"vm-1\",\"kind\":\"spot-interruption\"}";
    bench.post(spot);
    bench.pass(Duration.ofSeconds(7));
    bench.post(spot);
    assertThat(bench.drainer.notices())
        .containsExactly(
            new Notice.SpotInterruption(
                new InstanceId("vm-1"), Bench.START, Bench.START.plusSeconds(30), "terminate"));
  }

  @Test
  void handsOverANoticeWhoseTimeWasMoved() throws InterruptedException {
    bench.post(MAINTENANCE.formatted(""));
    bench.post(MAINTENANCE.formatted("").replace("12-14", "12-07"));
    assertThat(bench.drainer.notices())
        .extracting(notice -> ((Notice.Maintenance) notice).starts())
        .containsExactly(
            Optional.of(Instant.parse("2026-12-14T10:00:00Z")),
            Optional.of(Instant.parse("2026-12-07T10:00:00Z")));
  }

  @Test
  void handsOverThatAMaintenanceIsOverAndThatItIsOnAgain() throws InterruptedException {
    bench.drainer.then(FakeDrainer::done);
    bench.post(MAINTENANCE.formatted(""));
    bench.post(MAINTENANCE.formatted(",\"over\":true"));
    bench.pass(Duration.ofSeconds(1));
    bench.post(MAINTENANCE.formatted(""));
    assertThat(bench.drainer.notices())
        .extracting(Notice::key)
        .containsExactly(
            "maintenance/i-0633ac2b0d9769723/m1",
            "maintenance/i-0633ac2b0d9769723/m1/over",
            "maintenance/i-0633ac2b0d9769723/m1");
  }

  @Test
  void leavesAMaintenanceInThreeWeeksWithItsSenderAndSaysToComeLater() throws InterruptedException {
    Answer answer = bench.post(MAINTENANCE.formatted(""));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter()).contains(Duration.ofMinutes(5));
  }

  @Test
  void keepsItInMemoryIfTheSenderSaysSoAndAnswersAtOnce() throws InterruptedException {
    Bench patient = new Bench(Bench.terms(Duration.ofSeconds(25)), List.of());
    Answer answer = patient.post(MAINTENANCE.formatted(",\"keep\":\"memory\""));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).containsEntry("state", "noted");
    assertThat(answer.retryAfter()).isEmpty();
  }

  @Test
  void everyNoticeOfAListMustBeKeepableForIt() throws InterruptedException {
    String keep = MAINTENANCE.formatted(",\"keep\":\"memory\"");
    assertThat(bench.post("[" + keep + "," + Bench.NOTICE + "]").status()).isEqualTo(503);
  }

  @Test
  void answersASignatureAgainFromWhatBecameOfItAndNeverDeliversItTwice()
      throws InterruptedException {
    bench.drainer.then(FakeDrainer::safe);
    Headers headers = Bench.signed(Bench.SECRET, Bench.START, Bench.NOTICE);
    Answer first = bench.post(new Route.Own(), headers, Bench.NOTICE);
    bench.pass(Duration.ofMinutes(5));
    assertThat(bench.post(new Route.Own(), headers, Bench.NOTICE)).isEqualTo(first);
    assertThat(bench.drainer.bulletins()).hasSize(1);
    assertThat(bench.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 1));
  }

  @Test
  void aRecordedRequestIsStaleAfterItsWindow() throws InterruptedException {
    bench.drainer.then(FakeDrainer::done);
    Headers headers = Bench.signed(Bench.SECRET, Bench.START, Bench.NOTICE);
    bench.post(new Route.Own(), headers, Bench.NOTICE);
    bench.pass(Duration.ofSeconds(301));
    Answer answer = bench.post(new Route.Own(), headers, Bench.NOTICE);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(bench.drainer.bulletins()).hasSize(1);
    assertThat(bench.drainer.counts()).isEqualTo(Map.of("accepted", 1, "STALE", 1));
  }

  @Test
  void aRequestFromAheadOfTimeIsRememberedAsLongAsItCouldComeAgain() throws InterruptedException {
    Headers headers = Bench.signed(Bench.SECRET, Bench.START.plusSeconds(300), Bench.NOTICE);
    bench.post(new Route.Own(), headers, Bench.NOTICE);
    bench.pass(Duration.ofMinutes(10));
    bench.post(new Route.Own(), headers, Bench.NOTICE);
    assertThat(bench.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 1));
  }

  @Test
  void theSameBytesGetTheir200InTheEnd() throws InterruptedException {
    Headers headers = Bench.signed(Bench.SECRET, Bench.START, Bench.NOTICE);
    assertThat(bench.post(new Route.Own(), headers, Bench.NOTICE).status()).isEqualTo(503);
    FakeDrainer.safe(bench.drainer.bulletins().getFirst());
    assertThat(bench.post(new Route.Own(), headers, Bench.NOTICE).status()).isEqualTo(200);
    assertThat(bench.drainer.bulletins()).hasSize(1);
  }

  @Test
  void aRecordedRequestDoesNothingAtAnotherPath() throws InterruptedException {
    Headers headers = Bench.signed(Bench.SECRET, Bench.START, Bench.NOTICE);
    bench.post(new Route.Own(), headers, Bench.NOTICE);
    Answer answer = bench.post(new Route.Mapped("other"), headers, Bench.NOTICE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(bench.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 1));
  }

  @Test
  void identicalRequestsAtTheSameTimeDeliverOnce() throws Exception {
    bench.drainer.then(FakeDrainer::safe);
    Headers headers = Bench.signed(Bench.SECRET, Bench.START, Bench.NOTICE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          java.util.stream.IntStream.range(0, 40)
              .mapToObj(
                  _ -> threads.submit(() -> bench.post(new Route.Own(), headers, Bench.NOTICE)))
              .toList();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
    }
    assertThat(bench.drainer.bulletins()).hasSize(1);
    assertThat(bench.drainer.counts()).isEqualTo(Map.of("accepted", 1, "replayed", 39));
  }

  @Test
  void tellsAnUnprovenSenderNothingAndItselfAll() throws InterruptedException {
    List<Headers> wrong =
        List.of(
            new Headers(List.of(), List.of()),
            Bench.signed("a secret that is gone", Bench.START, Bench.NOTICE),
            Bench.signed(Bench.SECRET, Bench.START.minusSeconds(999), Bench.NOTICE),
            new Headers(List.of("today"), List.of("sha256=00")));
    for (Headers headers : wrong) {
      Answer answer = bench.post(new Route.Own(), headers, Bench.NOTICE);
      assertThat(answer)
          .isEqualTo(Answer.of(401, Map.of("error", "this request is not signed as it should be")));
    }
    assertThat(bench.drainer.bulletins()).isEmpty();
    assertThat(bench.drainer.counts())
        .isEqualTo(Map.of("UNSIGNED", 1, "BAD_SIGNATURE", 1, "STALE", 1, "BAD_TIMESTAMP", 1));
  }

  @Test
  void refusesAnUnsignedRequestBeforeItReadsIt() throws InterruptedException {
    assertThat(bench.post(new Route.Own(), new Headers(List.of(), List.of()), "no json").status())
        .isEqualTo(401);
  }

  @Test
  void takesNothingOfAListWithOneBadElementAndNamesIt() throws InterruptedException {
    Answer answer = bench.post("[" + Bench.NOTICE + ",{\"id\":\"r2\"}," + Bench.NOTICE + "]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error").toString()).startsWith("[1].instance is missing");
    assertThat(bench.drainer.bulletins()).isEmpty();
    assertThat(bench.drainer.counts()).isEqualTo(Map.of("UNREADABLE", 1));
  }

  @Test
  void answersARepeatedRefusalTheSame() throws InterruptedException {
    Headers headers = Bench.signed(Bench.SECRET, Bench.START, "{}");
    Answer first = bench.post(new Route.Own(), headers, "{}");
    assertThat(first.status()).isEqualTo(400);
    assertThat(bench.post(new Route.Own(), headers, "{}")).isEqualTo(first);
  }

  @Test
  void namesTheMappingThatWasProbablyMeant() throws InterruptedException {
    Bench mapped = new Bench(List.of(Samples.mapping("azure.yaml")));
    Answer answer = mapped.post(new Route.Mapped("azure-scheduled-event"), "{}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().get("error").toString())
        .contains("no mapping 'azure-scheduled-event'")
        .contains("azure-scheduled-events perhaps");
  }

  @Test
  void aDrainerThatThrowsIsAFaultAndTheSameRequestMayBeTriedAgain() throws InterruptedException {
    bench.drainer.then(FakeDrainer::breaks);
    Headers headers = Bench.signed(Bench.SECRET, Bench.START, Bench.NOTICE);
    Answer broken = bench.post(new Route.Own(), headers, Bench.NOTICE);
    assertThat(broken.status()).isEqualTo(500);
    assertThat(broken.retryAfter()).isPresent();
    assertThat(bench.desk.fault()).hasValueSatisfying(why -> assertThat(why).contains("no room"));
    assertThat(bench.desk.underWay()).isZero();
    bench.drainer.then(FakeDrainer::safe);
    assertThat(bench.post(new Route.Own(), headers, Bench.NOTICE).status()).isEqualTo(200);
    assertThat(bench.desk.fault()).isEmpty();
  }

  @Test
  void aDrainerThatThrowsDoesNotMakeItForgetWhatWasTakenBefore() throws InterruptedException {
    bench.drainer.then(FakeDrainer::safe);
    bench.post(MAINTENANCE.formatted(""));
    bench.drainer.then(FakeDrainer::breaks);
    assertThat(bench.post(MAINTENANCE.formatted(",\"over\":true")).status()).isEqualTo(500);
    bench.pass(Duration.ofSeconds(1));
    assertThat(bench.post(MAINTENANCE.formatted("")).status()).isEqualTo(200);
  }

  @Test
  void anUnsignedDeskAsksForNothing() throws InterruptedException {
    Bench open = new Bench(WebhookTerms.unsigned(Bench.ANY), List.of());
    open.drainer.then(FakeDrainer::safe);
    assertThat(open.post(new Route.Own(), new Headers(List.of(), List.of()), Bench.NOTICE).status())
        .isEqualTo(200);
  }

  @Test
  void nobodyWaitsAfterTheEnd() throws InterruptedException {
    Bench patient = new Bench(Bench.terms(Duration.ofSeconds(25)), List.of());
    patient.desk.close();
    assertThat(patient.post(Bench.NOTICE).status()).isEqualTo(503);
  }
}
