package nomadops.drainer.imds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SelfWatchTest {
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  private static final InstanceId SELF = new InstanceId("i-0633ac2b0d9769723");
  private static final String SPOT_ACTION =
      "{\"action\":\"terminate\",\"time\":\"2026-12-01T00:02:00Z\"}";

  private final FakeMetadata service = new FakeMetadata();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Heard heard = new Heard();
  private final SelfWatch watch = watch(heard);

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aQuietInstanceHasNothingToTellAndIsWell() {
    poll(2);
    assertThat(heard.notices).isEmpty();
    assertThat(heard.targets).isEmpty();
    assertThat(watch.health()).isEmpty();
  }

  @Test
  void row14EveryFactIsToldOnceHoweverOftenItIsRead() {
    service.documents.put(FakeMetadata.SPOT, SPOT_ACTION);
    service.documents.put(FakeMetadata.REBALANCE, "{\"noticeTime\":\"2026-11-30T23:55:55Z\"}");
    service.documents.put(FakeMetadata.MAINTENANCE, maintenance("active"));
    service.documents.put(FakeMetadata.TARGET, "Terminated\n");
    poll(5);
    assertThat(heard.keys())
        .containsExactly(
            "spot/i-0633ac2b0d9769723/" + START.getEpochSecond(),
            "rebalance/i-0633ac2b0d9769723/" + START.minusSeconds(245).getEpochSecond(),
            "maintenance/i-0633ac2b0d9769723/instance-event-1");
    assertThat(heard.targets).containsExactly(START);
    assertThat(watch.health()).isEmpty();
  }

  @Test
  void row14AWatchThatStartsAnewTellsTheSameKeys() {
    service.documents.put(FakeMetadata.SPOT, SPOT_ACTION);
    service.documents.put(FakeMetadata.MAINTENANCE, maintenance("active"));
    poll(1);
    Heard again = new Heard();
    watch(again).poll();
    assertThat(again.keys()).hasSize(2).isEqualTo(heard.keys());
  }

  @Test
  void aMaintenanceThatIsCancelledIsToldToo() {
    service.documents.put(FakeMetadata.MAINTENANCE, maintenance("active"));
    poll(2);
    service.documents.put(FakeMetadata.MAINTENANCE, maintenance("canceled"));
    poll(2);
    assertThat(heard.keys())
        .containsExactly(
            "maintenance/" + SELF + "/instance-event-1",
            "maintenance/" + SELF + "/instance-event-1/over");
  }

  @Test
  void aMaintenanceThatIsTakenOffTheListBeforeItsTimeIsCancelled() {
    service.documents.put(FakeMetadata.MAINTENANCE, maintenance("active"));
    poll(2);
    service.documents.put(FakeMetadata.MAINTENANCE, "[{\"EventId\":\"instance-event-2\"}]");
    poll(1);
    service.documents.remove(FakeMetadata.MAINTENANCE);
    poll(1);
    assertThat(heard.keys()).as("neither garbage nor silence is a cancellation").hasSize(1);
    service.documents.put(FakeMetadata.MAINTENANCE, "[]");
    poll(2);
    assertThat(heard.keys())
        .containsExactly(
            "maintenance/" + SELF + "/instance-event-1",
            "maintenance/" + SELF + "/instance-event-1/over");
  }

  @Test
  void aMaintenanceThatIsTakenOffTheListAfterItsTimeMayBeUnderWay() {
    service.documents.put(FakeMetadata.MAINTENANCE, maintenance("active"));
    poll(1);
    now.set(Instant.parse("2027-01-21T09:00:44Z"));
    service.documents.put(FakeMetadata.MAINTENANCE, "[]");
    poll(2);
    assertThat(heard.keys()).hasSize(1);
  }

  @Test
  void anInstanceThatItsGroupKeepsIsNotTerminated() {
    for (String state : List.of("InService", "Standby", "Detached", "Warmed:Stopped")) {
      service.documents.put(FakeMetadata.TARGET, state);
      poll(1);
    }
    assertThat(heard.targets).isEmpty();
    service.documents.put(FakeMetadata.TARGET, "Terminated");
    poll(2);
    assertThat(heard.targets).containsExactly(START.plusSeconds(8));
  }

  @Test
  void aDocumentThatFailsHoldsUpNoOtherAndHealthSaysSinceWhen() {
    service.broken.put(FakeMetadata.SPOT, 500);
    service.documents.put(FakeMetadata.REBALANCE, "{\"noticeTime\":\"2026-11-30T23:55:55Z\"}");
    poll(3);
    assertThat(heard.keys()).hasSize(1);
    assertThat(watch.health().orElseThrow())
        .contains("no spot action since " + START, "instance-action was answered 500");
    service.broken.clear();
    poll(1);
    assertThat(watch.health()).isEmpty();
  }

  @Test
  void garbageHoldsUpNoOtherDocumentAndHealthSaysSinceWhen() {
    service.documents.put(FakeMetadata.SPOT, "{\"action\":");
    service.documents.put(FakeMetadata.TARGET, "Terminated");
    poll(3);
    assertThat(heard.targets).hasSize(1);
    assertThat(watch.health().orElseThrow())
        .contains("no spot action since " + START, "JSON is needed, not '{\"action\":'");
  }

  @Test
  void aDocumentThatIsNotAnsweredInTimeHoldsUpNoOther() {
    service.silent.add(FakeMetadata.SPOT);
    service.documents.put(FakeMetadata.TARGET, "Terminated");
    poll(1);
    assertThat(heard.targets).hasSize(1);
    assertThat(watch.health().orElseThrow()).contains("got no whole answer");
  }

  @Test
  void aServiceThatComesUpLateIsWaitedFor() {
    service.tokenStatus = 503;
    service.documents.put(FakeMetadata.SPOT, SPOT_ACTION);
    poll(3);
    assertThat(watch.health().orElseThrow()).contains("no instance id since " + START, "503");
    service.tokenStatus = 200;
    poll(1);
    assertThat(watch.health()).isEmpty();
    assertThat(heard.keys()).hasSize(1);
  }

  @Test
  void aFactThatTheListenerDidNotTakeIsToldAgain() {
    service.documents.put(FakeMetadata.SPOT, SPOT_ACTION);
    heard.broken = true;
    assertThatThrownBy(watch::poll).hasMessage("broken listener");
    heard.broken = false;
    poll(2);
    assertThat(heard.keys()).hasSize(1);
  }

  @Test
  void itPollsEveryTwoSecondsUntilItIsStopped() throws Exception {
    List<Duration> pauses = new ArrayList<>();
    AtomicInteger turns = new AtomicInteger();
    SelfWatch counted =
        new SelfWatch(
            new InstanceMetadata(service.address(), () -> 0), heard, now::get, pauses::add);
    counted.run(() -> turns.incrementAndGet() > 3);
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(2));
    assertThat(service.asked.stream().filter(line -> line.contains(FakeMetadata.SPOT))).hasSize(3);
  }

  private SelfWatch watch(SelfListener listener) {
    InstanceMetadata metadata = new InstanceMetadata(service.address(), () -> 0);
    return new SelfWatch(metadata, listener, now::get, _ -> {});
  }

  private void poll(int times) {
    for (int i = 0; i < times; i++) {
      watch.poll();
      now.updateAndGet(instant -> instant.plusSeconds(2));
    }
  }

  private static String maintenance(String state) {
    return """
    [{"NotBefore":"21 Jan 2027 09:00:43 GMT","Code":"system-reboot","EventId":"instance-event-1",\
    "State":"%s"}]\
    """
        .formatted(state);
  }

  private static final class Heard implements SelfListener {
    private final List<Notice> notices = new ArrayList<>();
    private final List<Instant> targets = new ArrayList<>();
    private boolean broken;

    @Override
    public void noticed(Notice notice) {
      if (broken) {
        throw new IllegalStateException("broken listener");
      }
      notices.add(notice);
    }

    @Override
    public void targetTerminated(Instant firstSeen) {
      targets.add(firstSeen);
    }

    List<String> keys() {
      return notices.stream().map(Notice::key).toList();
    }
  }
}
