package nomadops.drainer.announce;

import static nomadops.drainer.announce.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nomadops.client.time.Pause;
import nomadops.drainer.Drainer;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// Ways that work, fail, hang and break.
@Timeout(120)
class AnnouncerTest {
  private static final Patience PATIENT = new Patience(Duration.ofMinutes(5), Integer.MAX_VALUE);
  private static final Duration FLUSH = Duration.ofSeconds(20);
  private final HandTime time = new HandTime();

  private Announcer announcer(int queue, Duration flush, Way... ways) {
    return Announcer.start(List.of(ways), StuckTerms.normal(), queue, flush, time.time());
  }

  private static Way way(String name, List<Event> events, Sender sender) {
    return new Way(name, events, sender, PATIENT);
  }

  static void live(Announcer announcer, String name) {
    InstanceId instance = new InstanceId(name);
    Doomed doomed = Scene.doomed(Scene.spot(instance));
    announcer.received(Scene.spot(instance));
    announcer.performed(doomed, Scene.start());
    announcer.closed(doomed, Scene.close(Ending.DRAINED), Duration.ofSeconds(1));
  }

  private static List<String> words(List<Announcement> told) {
    return told.stream().map(one -> one.event().word()).toList();
  }

  @Test
  void everyWayIsToldOfWhatItWants() {
    List<Announcement> all = new CopyOnWriteArrayList<>();
    List<Announcement> ends = new CopyOnWriteArrayList<>();
    Announcer announcer =
        announcer(
            10,
            FLUSH,
            way("all", List.of(), one -> heard(all, one)),
            way("ends", List.of(Event.DONE, Event.STUCK), one -> heard(ends, one)));
    live(announcer, "i-1");
    announcer.close();
    assertThat(words(all)).containsExactly("received", "started", "done");
    assertThat(words(ends)).containsExactly("done");
    assertThat(announcer.ways())
        .containsExactly(new WayStatus("all", 0, 3, 0, 0, 0), new WayStatus("ends", 0, 1, 0, 0, 0));
  }

  static Sent heard(List<Announcement> told, Announcement one) {
    told.add(one);
    return new Sent.Delivered();
  }

  @Test
  void whatFailsIsTriedAgainInItsPlace() throws InterruptedException {
    List<Announcement> told = new CopyOnWriteArrayList<>();
    List<Announcement> tried = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(3);
    Announcer announcer =
        announcer(
            10,
            FLUSH,
            way(
                "flaky",
                List.of(),
                one -> {
                  tried.add(one);
                  if (tried.size() <= 3) {
                    return new Sent.Later("HTTP 500", Optional.empty());
                  }
                  done.countDown();
                  return heard(told, one);
                }));
    live(announcer, "i-1");
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    announcer.close();
    assertThat(words(told)).containsExactly("received", "started", "done");
    assertThat(words(tried))
        .containsExactly("received", "received", "received", "received", "started", "done");
    assertThat(tried.subList(0, 4).stream().map(Announcement::id).distinct()).hasSize(1);
    // Waits of 1, 2 and 4 s, half of each jittered.
    assertThat(time.slept()).isBetween(Duration.ofMillis(3_500), Duration.ofSeconds(7));
    assertThat(announcer.ways()).containsExactly(new WayStatus("flaky", 0, 3, 3, 0, 0));
  }

  @Test
  void theReceiverIsLeftAloneForAsLongAsItAsksWhateverComesNext() throws InterruptedException {
    List<Announcement> told = new CopyOnWriteArrayList<>();
    AtomicBoolean asked = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(2);
    Announcer announcer =
        announcer(
            10,
            FLUSH,
            way(
                "busy",
                List.of(),
                one -> {
                  if (!asked.getAndSet(true)) {
                    return new Sent.Later("HTTP 429", Optional.of(Duration.ofMinutes(10)));
                  }
                  done.countDown();
                  return heard(told, one);
                }));
    live(announcer, "i-1");
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    announcer.close();
    assertThat(words(told)).containsExactly("started", "done");
    assertThat(time.slept()).isEqualTo(Duration.ofMinutes(10));
    assertThat(announcer.ways().getFirst().givenUp()).isEqualTo(1);
  }

  @Test
  void aReceiverThatIsDeadIsGivenUpAfterFiveMinutes() throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    CountDownLatch allIn = new CountDownLatch(1);
    Announcer announcer =
        announcer(
            10,
            FLUSH,
            way(
                "dead",
                List.of(),
                one -> {
                  allIn.await();
                  if (one.event() == Event.DONE) {
                    last.countDown();
                  }
                  return new Sent.Later("no route", Optional.empty());
                }));
    live(announcer, "i-1");
    allIn.countDown();
    assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
    announcer.close();
    assertThat(announcer.ways().getFirst().givenUp()).isEqualTo(3);
    assertThat(time.slept()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(7));
  }

  @Test
  void aWayThatHangsHoldsUpNeitherTheDrainsNorTheOtherWays() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    List<Announcement> told = new CopyOnWriteArrayList<>();
    Announcer announcer =
        announcer(
            50,
            Duration.ofSeconds(2),
            way(
                "hangs",
                List.of(),
                _ -> {
                  never.await();
                  return new Sent.Delivered();
                }),
            way("works", List.of(), one -> heard(told, one)));
    for (int i = 0; i < 1_000; i++) {
      live(announcer, "i-" + i);
    }
    announcer.close();
    WayStatus hangs = announcer.ways().getFirst();
    assertThat(hangs.waiting()).isLessThanOrEqualTo(50);
    assertThat(hangs.dropped()).isGreaterThan(2_900);
    assertThat(announcer.ways().get(1).delivered() + announcer.ways().get(1).dropped())
        .isEqualTo(3_000);
    assertThat(never.getCount()).isEqualTo(1);
  }

  @Test
  void aBugInAWayEndsNothingAndItsWordsAreNotLogged() {
    Logger logger = (Logger) LoggerFactory.getLogger(Delivery.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    List<Announcement> tried = new CopyOnWriteArrayList<>();
    Announcer announcer =
        announcer(
            10,
            FLUSH,
            way(
                "bug",
                List.of(),
                one -> {
                  tried.add(one);
                  throw new IllegalStateException("a-secret");
                }));
    live(announcer, "i-1");
    announcer.close();
    logger.detachAppender(log);
    assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
        .hasSize(3)
        .allMatch(line -> line.contains("IllegalStateException"))
        .noneMatch(line -> line.contains("a-secret"));
    assertThat(log.list).allMatch(event -> event.getThrowableProxy() == null);
    assertThat(words(tried)).containsExactly("received", "started", "done");
    assertThat(announcer.ways().getFirst().givenUp()).isEqualTo(3);
  }

  @Test
  void theEndGivesEachOneAttemptAndDoesNotRest() {
    AnnounceTime endless =
        new AnnounceTime(InstantSource.fixed(NOW), Pause.system(), new Random(1));
    List<Announcement> tried = new CopyOnWriteArrayList<>();
    Announcer announcer =
        Announcer.start(
            List.of(
                way(
                    "down",
                    List.of(),
                    one -> {
                      tried.add(one);
                      return new Sent.Later("HTTP 503", Optional.of(Duration.ofMinutes(4)));
                    })),
            StuckTerms.normal(),
            10,
            FLUSH,
            endless);
    live(announcer, "i-1");
    announcer.close();
    announcer.close();
    assertThat(words(tried)).endsWith("started", "done");
    assertThat(announcer.ways().getFirst().givenUp()).isEqualTo(3);
    live(announcer, "i-2");
    assertThat(announcer.ways().getFirst().dropped()).isEqualTo(3);
  }

  @Test
  void aLookTellsOfTheStuckAndTheGaugeCountsThem() throws InterruptedException {
    List<Announcement> told = new CopyOnWriteArrayList<>();
    Announcer announcer = announcer(10, FLUSH, way("all", List.of(), one -> heard(told, one)));
    InstanceId instance = new InstanceId("i-1");
    Doomed doomed = Scene.until(Scene.doomed(Scene.spot(instance)), NOW.plusSeconds(120));
    announcer.received(Scene.spot(instance));
    announcer.run(
        () -> List.of(new Drainer.View(doomed, "client-1 drains, 1 allocations run")),
        () -> time.slept().compareTo(Duration.ofMinutes(10)) > 0);
    assertThat(announcer.stuck()).isEqualTo(1);
    announcer.closed(doomed, Scene.close(Ending.CUT), Duration.ofMinutes(10));
    assertThat(announcer.stuck()).isZero();
    announcer.close();
    assertThat(words(told)).containsExactly("received", "stuck", "recovered", "done");
    assertThat(told.get(1).time()).isEqualTo(NOW.plusSeconds(185));
  }
}
