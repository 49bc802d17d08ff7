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
import nomadops.runtime.signature.Proof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of a notice, and what its sender is told.
@Timeout(120)
class DeskTest {
  private static final String MAINTENANCE =
      """
      {"id":"m1","instance":"i-0633ac2b0d9769723","kind":"maintenance","code":"reboot",
       "starts":"2026-12-14T10:00:00Z"%s}
      """;

  private final WebhookRig rig = new WebhookRig(List.of());

  private static Notice requested(String id) {
    return new Notice.Requested(WebhookRig.INSTANCE, WebhookRig.START, id, Optional.empty(), "");
  }

  private static Map<String, String> row(String id, String state) {
    return Map.of("id", id, "instance", WebhookRig.INSTANCE.value(), "state", state);
  }

  @Test
  void saysSafeAsSoonAsNomadRemembersIt() throws InterruptedException {
    rig.drainer.then(FakeDrainer::safe);
    Answer answer = rig.post(WebhookRig.NOTICE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .containsEntry("state", "safe")
        .containsEntry("notices", List.of(row("r1", "safe")));
    assertThat(rig.drainer.notices()).containsExactly(requested("r1"));
  }

  @Test
  void saysDoneWhenAllOfItIs() throws InterruptedException {
    rig.drainer.then(FakeDrainer::done);
    Answer answer = rig.post(WebhookRig.NOTICE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).containsEntry("state", "done");
  }

  @Test
  void asksTheSenderToRepeatWhatACrashWouldLose() throws InterruptedException {
    Answer answer = rig.post(WebhookRig.NOTICE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).containsEntry("state", "noted");
    assertThat(answer.retryAfter()).contains(Duration.ofSeconds(5));
  }

  @Test
  void answersAsSoonAsItIsSafeAndNotLater() throws Exception {
    WebhookRig patient = new WebhookRig(WebhookRig.terms(Duration.ofSeconds(25)), List.of());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer = threads.submit(() -> patient.post(WebhookRig.NOTICE));
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
    rig.post(WebhookRig.NOTICE);
    rig.pass(Duration.ofMinutes(30));
    Answer noted = rig.post(WebhookRig.NOTICE);
    rig.pass(Duration.ofSeconds(1));
    FakeDrainer.safe(rig.drainer.bulletins().getFirst());
    Answer safe = rig.post(WebhookRig.NOTICE);
    assertThat(noted.status()).isEqualTo(503);
    assertThat(safe.body()).containsEntry("state", "safe");
    assertThat(rig.drainer.bulletins()).hasSize(1);
    assertThat(rig.drainer.counts()).isEqualTo(Map.of("accepted", 1, "merged", 2));
  }

  @Test
  void doesNotBeginAnewWhenARepeatComesAfterTheEnd() throws InterruptedException {
    rig.drainer.then(FakeDrainer::done);
    rig.post(WebhookRig.NOTICE);
    rig.pass(Duration.ofMinutes(59));
    assertThat(rig.post(WebhookRig.NOTICE).body()).containsEntry("state", "done");
    assertThat(rig.drainer.bulletins()).hasSize(1);
    rig.pass(Duration.ofHours(2));
    rig.post(WebhookRig.NOTICE);
    assertThat(rig.drainer.bulletins()).as("forgotten after an hour").hasSize(2);
  }

  @Test
  void handsOverOnlyWhatIsNewOfAList() throws InterruptedException {
    rig.post("[" + WebhookRig.NOTICE + "]");
    FakeDrainer.safe(rig.drainer.bulletins().getFirst());
    Answer answer =
        rig.post(
            "[" + WebhookRig.NOTICE + ",{\"id\":\"r2\",\"instance\":\"i-0633ac2b0d9769723\"}]");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .containsEntry("state", "noted")
        .containsEntry("notices", List.of(row("r1", "safe"), row("r2", "noted")));
    assertThat(rig.drainer.notices()).containsExactly(requested("r1"), requested("r2"));
  }

  @Test
  void repeatsOfASpotInterruptionWithoutATimeAreOneNotice() throws InterruptedException {
    String spot = "{\"id\":\"s1\",\"instance\":\"vm-1\",\"kind\":\"spot-interruption\"}";
    rig.post(spot);
    rig.pass(Duration.ofSeconds(7));
    rig.post(spot);
    assertThat(rig.drainer.notices())
        .containsExactly(
            new Notice.SpotInterruption(
                new InstanceId("vm-1"),
                WebhookRig.START,
                WebhookRig.START.plusSeconds(30),
                "terminate"));
  }

  @Test
  void handsOverANoticeWhoseTimeWasMoved() throws InterruptedException {
    rig.post(MAINTENANCE.formatted(""));
    rig.post(MAINTENANCE.formatted("").replace("12-14", "12-07"));
    assertThat(rig.drainer.notices())
        .extracting(notice -> ((Notice.Maintenance) notice).starts())
        .containsExactly(
            Optional.of(Instant.parse("2026-12-14T10:00:00Z")),
            Optional.of(Instant.parse("2026-12-07T10:00:00Z")));
  }

  @Test
  void handsOverThatAMaintenanceIsOverAndThatItIsOnAgain() throws InterruptedException {
    rig.drainer.then(FakeDrainer::done);
    rig.post(MAINTENANCE.formatted(""));
    rig.post(MAINTENANCE.formatted(",\"over\":true"));
    rig.pass(Duration.ofSeconds(1));
    rig.post(MAINTENANCE.formatted(""));
    assertThat(rig.drainer.notices())
        .extracting(Notice::key)
        .containsExactly(
            "maintenance/i-0633ac2b0d9769723/m1",
            "maintenance/i-0633ac2b0d9769723/m1/over",
            "maintenance/i-0633ac2b0d9769723/m1");
  }

  @Test
  void leavesAMaintenanceInThreeWeeksWithItsSenderAndSaysToComeLater() throws InterruptedException {
    Answer answer = rig.post(MAINTENANCE.formatted(""));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter()).contains(Duration.ofMinutes(5));
  }

  @Test
  void keepsItInMemoryIfTheSenderSaysSoAndAnswersAtOnce() throws InterruptedException {
    WebhookRig patient = new WebhookRig(WebhookRig.terms(Duration.ofSeconds(25)), List.of());
    Answer answer = patient.post(MAINTENANCE.formatted(",\"keep\":\"memory\""));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).containsEntry("state", "noted");
    assertThat(answer.retryAfter()).isEmpty();
  }

  @Test
  void everyNoticeOfAListMustBeKeepableForIt() throws InterruptedException {
    String keep = MAINTENANCE.formatted(",\"keep\":\"memory\"");
    assertThat(rig.post("[" + keep + "," + WebhookRig.NOTICE + "]").status()).isEqualTo(503);
  }

  @Test
  void takesNothingOfAListWithOneBadElementAndNamesIt() throws InterruptedException {
    Answer answer =
        rig.post("[" + WebhookRig.NOTICE + ",{\"id\":\"r2\"}," + WebhookRig.NOTICE + "]");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("error").toString()).startsWith("[1].instance is missing");
    assertThat(rig.drainer.bulletins()).isEmpty();
    assertThat(rig.drainer.counts()).isEqualTo(Map.of("UNREADABLE", 1));
  }

  @Test
  void namesTheMappingThatWasProbablyMeant() throws InterruptedException {
    WebhookRig mapped = new WebhookRig(List.of(Samples.mapping("azure.yaml")));
    Answer answer = mapped.post(new Route.Mapped("azure-scheduled-event"), "{}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().get("error").toString())
        .contains("no mapping 'azure-scheduled-event'")
        .contains("azure-scheduled-events perhaps");
  }

  @Test
  void aDrainerThatThrowsIsAFaultAndTheSameRequestMayBeTriedAgain() throws InterruptedException {
    rig.drainer.then(FakeDrainer::breaks);
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, WebhookRig.NOTICE);
    Answer broken = rig.post(new Route.Own(), headers, WebhookRig.NOTICE);
    assertThat(broken.status()).isEqualTo(500);
    assertThat(broken.retryAfter()).isPresent();
    assertThat(rig.desk.fault()).hasValueSatisfying(why -> assertThat(why).contains("no room"));
    assertThat(rig.desk.underWay()).isZero();
    rig.drainer.then(FakeDrainer::safe);
    assertThat(rig.post(new Route.Own(), headers, WebhookRig.NOTICE).status()).isEqualTo(200);
    assertThat(rig.desk.fault()).isEmpty();
  }

  @Test
  void aDrainerThatThrowsDoesNotMakeItForgetWhatWasTakenBefore() throws InterruptedException {
    rig.drainer.then(FakeDrainer::safe);
    rig.post(MAINTENANCE.formatted(""));
    rig.drainer.then(FakeDrainer::breaks);
    assertThat(rig.post(MAINTENANCE.formatted(",\"over\":true")).status()).isEqualTo(500);
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.post(MAINTENANCE.formatted("")).status()).isEqualTo(200);
  }

  @Test
  void nobodyWaitsAfterTheEnd() throws InterruptedException {
    WebhookRig patient = new WebhookRig(WebhookRig.terms(Duration.ofSeconds(25)), List.of());
    patient.desk.close();
    assertThat(patient.post(WebhookRig.NOTICE).status()).isEqualTo(503);
  }
}
