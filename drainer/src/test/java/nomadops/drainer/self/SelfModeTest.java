package nomadops.drainer.self;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import nomadops.client.time.Pause;
import nomadops.drainer.imds.FakeMetadata;
import nomadops.drainer.imds.InstanceMetadata;
import nomadops.drainer.lifecycle.HookAnswer;
import nomadops.drainer.lifecycle.OwnActions;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.runtime.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SelfModeTest {
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  private static final InstanceId SELF = new InstanceId("i-0633ac2b0d9769723");
  private static final Pause NO_PAUSE = _ -> {};

  private final FakeMetadata service = new FakeMetadata();
  private final Deque<OwnActions> group = new ArrayDeque<>();
  private final List<Notice> notices = new ArrayList<>();
  private final SelfMode self = self();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void itKnowsWhereItRuns() throws Exception {
    assertThat(Whereabouts.ask(metadata(), NO_PAUSE))
        .isEqualTo(new Whereabouts(SELF, "eu-central-1"));
  }

  @Test
  void aMachineThatIsNotOnEc2IsToldWhereNobodyAnswered() {
    InstanceMetadata nobody =
        new InstanceMetadata(URI.create("http://127.0.0.1:1/"), System::nanoTime);
    List<Duration> pauses = new ArrayList<>();
    assertThatThrownBy(() -> Whereabouts.ask(nobody, pauses::add))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("self and imds-endpoint")
        .hasStackTraceContaining("http://127.0.0.1:1/latest");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void somethingElseAtThatAddressIsNoMetadataService() {
    service.documents.remove("instance-id");
    assertThatThrownBy(() -> Whereabouts.ask(metadata(), NO_PAUSE))
        .isInstanceOf(Failure.class)
        .hasStackTraceContaining("is this an EC2 instance?");
  }

  @Test
  void aServiceThatAnswersAtTheThirdTimeIsEnough() throws Exception {
    service.tokenStatus = 503;
    AtomicInteger pauses = new AtomicInteger();
    Whereabouts here =
        Whereabouts.ask(
            metadata(),
            _ -> {
              if (pauses.incrementAndGet() == 2) {
                service.tokenStatus = 200;
              }
            });
    assertThat(here.instance()).isEqualTo(SELF);
  }

  @Test
  void whatTheMetadataServiceSaysIsHandedOverOnce() throws Exception {
    service.documents.put(
        FakeMetadata.SPOT, "{\"action\":\"terminate\",\"time\":\"2026-12-01T00:02:00Z\"}");
    poll(3);
    assertThat(notices)
        .containsExactly(
            new Notice.SpotInterruption(SELF, START, START.plusSeconds(120), "terminate"));
  }

  @Test
  void row14AnEndByTheGroupIsOneNoticeForEachHookThatWaits() throws Exception {
    HookRef drain = new HookRef("workers", "drain", "");
    HookRef slow = new HookRef("workers", "slow", "");
    group.add(new OwnActions.Found(List.of(drain, slow)));
    end(1);
    assertThat(notices)
        .containsExactly(
            new Notice.Terminating(SELF, START, drain, false),
            new Notice.Terminating(SELF, START, slow, false));
    assertThat(notices.stream().map(Notice::key)).doesNotHaveDuplicates();
    assertThat(self.health()).isEmpty();
  }

  @Test
  void withoutAHookItIsDrainedAllTheSame() throws Exception {
    group.add(new OwnActions.None("group workers has no terminate hook"));
    end(1);
    assertThat(notices).singleElement().isInstanceOf(Notice.Requested.class);
    assertThat(self.health()).isEmpty();
  }

  @Test
  void theDrainDoesNotWaitForAwsAndTheHooksComeWhenItAnswers() throws Exception {
    HookRef drain = new HookRef("workers", "drain", "");
    group.add(new OwnActions.Failed("DescribeAutoScalingInstances: AccessDenied"));
    service.documents.put(FakeMetadata.TARGET, "Terminated");
    poll(1);
    self.ask(times(2));
    assertThat(notices).singleElement().isInstanceOf(Notice.Requested.class);
    assertThat(self.health().orElseThrow()).contains("lifecycle hooks", "AccessDenied");

    group.add(new OwnActions.Failed("DescribeAutoScalingInstances: AccessDenied"));
    group.add(new OwnActions.Failed("DescribeAutoScalingInstances: Throttling"));
    group.add(new OwnActions.Found(List.of(drain)));
    notices.clear();
    SelfMode again = self();
    again.watch(times(1));
    again.ask(times(20));
    assertThat(notices)
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Notice.Requested.class),
            last -> assertThat(last).isEqualTo(new Notice.Terminating(SELF, START, drain, false)));
    assertThat(again.health()).isEmpty();
  }

  @Test
  void aProcessThatIsKilledAtAnyPointIsFollowedByOneThatTellsEverythingAgain() throws Exception {
    service.documents.put(
        FakeMetadata.SPOT, "{\"action\":\"terminate\",\"time\":\"2026-12-01T00:02:00Z\"}");
    service.documents.put(FakeMetadata.REBALANCE, "{\"noticeTime\":\"2026-11-30T23:55:55Z\"}");
    group.add(new OwnActions.None("no hook"));
    end(2);
    List<String> all = notices.stream().map(Notice::key).toList();
    assertThat(all).hasSize(3);
    for (int died = 0; died < all.size(); died++) {
      int killedAt = died;
      notices.clear();
      group.add(new OwnActions.None("no hook"));
      SelfMode killed = self(killedAt);
      assertThatThrownBy(
              () -> {
                killed.watch(times(1));
                killed.ask(times(2));
              })
          .hasMessage("killed");
      notices.clear();
      group.clear();
      group.add(new OwnActions.None("no hook"));
      SelfMode next = self();
      next.watch(times(2));
      next.ask(times(2));
      assertThat(notices.stream().map(Notice::key)).as("killed at %d", died).isEqualTo(all);
    }
  }

  private void end(int polls) throws InterruptedException {
    service.documents.put(FakeMetadata.TARGET, "Terminated");
    poll(polls);
    self.ask(times(3));
  }

  private void poll(int times) throws InterruptedException {
    self.watch(times(times));
  }

  private static BooleanSupplier times(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return () -> left.getAndDecrement() <= 0;
  }

  private SelfMode self() {
    return self(Integer.MAX_VALUE);
  }

  /// @param killedAt the bulletin with which its process ends
  private SelfMode self(int killedAt) {
    AtomicInteger heard = new AtomicInteger();
    return SelfMode.of(
        metadata(),
        SELF,
        new OwnHooks(Set.of(), _ -> group.remove(), (_, _) -> new HookAnswer.Done()),
        bulletins -> {
          if (heard.getAndIncrement() == killedAt) {
            throw new IllegalStateException("killed");
          }
          bulletins.forEach(bulletin -> notices.addAll(bulletin.notices()));
        },
        new SelfMode.Time(() -> START, NO_PAUSE, new Random(1)));
  }

  private InstanceMetadata metadata() {
    return new InstanceMetadata(service.address(), System::nanoTime);
  }
}
