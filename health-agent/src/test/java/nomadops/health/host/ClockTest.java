package nomadops.health.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.internet.FakeInternet;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ClockTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private final FakeInternet internet = new FakeInternet();

  /** Nanoseconds; what the server lets pass while the question is on its way. */
  private final AtomicLong passed = new AtomicLong();

  @AfterEach
  void close() throws IOException {
    internet.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20, OK, the clock is behind by 0.000 s",
    "400, 20, OK, the clock is behind by 0.400 s",
    "600, 20, FAIL, the clock is behind by 0.600 s",
    "-600, 20, FAIL, the clock is ahead by 0.600 s",
    "-86400000, 20, FAIL, the clock is ahead by 86400.000 s",
    "600, 400, UNKNOWN, the clock is behind by 0.600 s",
  })
  void theOffsetIsThatOfTheServer(long offset, long delay, Health health, String reason)
      throws Exception {
    HostPort server = server(Duration.ofMillis(offset), Duration.ofMillis(delay), p -> p);

    Finding finding = look(server, LONG);

    assertThat(finding.reason())
        .isEqualTo("%s, give or take 0.%03d s, says %s".formatted(reason, delay / 2, server));
    assertThat(finding.health()).isEqualTo(health);
  }

  @Test
  void aServerThatIsNotSynchronisedTellsNothing() throws Exception {
    HostPort server =
        server(
            Duration.ofHours(1),
            Duration.ZERO,
            packet -> {
              packet[0] = (byte) (packet[0] | 0xc0);
              return packet;
            });

    assertUnknown(look(server, LONG), "the time server " + server + " is not synchronised itself");
  }

  @Test
  void aServerThatRefusesIsHeeded() throws Exception {
    HostPort server =
        server(
            Duration.ofHours(1),
            Duration.ZERO,
            packet -> {
              packet[1] = 0;
              System.arraycopy("RATE".getBytes(StandardCharsets.US_ASCII), 0, packet, 12, 4);
              return packet;
            });

    assertUnknown(look(server, LONG), "the time server " + server + " refuses with RATE");
  }

  @Test
  void anAnswerToAnotherQuestionIsNone() throws Exception {
    HostPort server =
        server(
            Duration.ofHours(1),
            Duration.ZERO,
            packet -> {
              packet[24] = (byte) (packet[24] ^ 1);
              return packet;
            });

    assertSilent(server, system(server).look(SHORT));
  }

  @Test
  void silenceIsDoubt() throws Exception {
    HostPort server = internet.udp(asked -> List.of());

    assertSilent(server, system(server).look(SHORT));
  }

  @Test
  void aServerThatIsNotThereIsDoubt() throws Exception {
    HostPort closed = internet.nobody();
    HostPort nowhere = new HostPort(FakeInternet.NO_NAME, 123);

    assertUnknown(
        system(closed).look(LONG),
        "the time server " + closed + " does not answer: its port is closed");
    assertThat(system(nowhere).look(LONG).health()).isEqualTo(Health.UNKNOWN);
    assertThat(system(nowhere).look(LONG).reason())
        .startsWith("the time server " + nowhere + " does not answer: " + FakeInternet.NO_NAME);
  }

  @Test
  void anInterruptEndsALook() throws Exception {
    Clock clock = system(internet.udp(asked -> List.of()));
    FutureTask<Finding> look = new FutureTask<>(() -> clock.look(Duration.ofMinutes(10)));
    Thread looking = Thread.ofPlatform().daemon().start(look);

    looking.interrupt();

    assertThatThrownBy(() -> look.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void aClockThatMayNeverBeOffIsRefused() {
    assertThatThrownBy(() ->
            new Clock(new HostPort("a", 123), Duration.ZERO, new Random(1), () -> NOW, () -> 0))
        .hasMessageContaining("PT0S, is not positive");
  }

  /** Its time is ours plus `offset`; half of `delay` passes before it gets the question. */
  private HostPort server(Duration offset, Duration delay, UnaryOperator<byte[]> manner)
      throws IOException {
    return internet.udp(asked -> {
      Instant there = NOW.plusNanos(passed.addAndGet(delay.toNanos() / 2)).plus(offset);
      byte[] answer = FakeSntp.answer(asked, there, there.plusMillis(5));
      passed.addAndGet(Duration.ofMillis(5).toNanos() + delay.toNanos() / 2);
      return List.of(manner.apply(answer));
    });
  }

  /** By a clock on which nothing passes but what the server lets pass. */
  private Finding look(HostPort server, Duration within) throws InterruptedException {
    return new Clock(
            server, Clock.USUAL, new Random(1), () -> NOW.plusNanos(passed.get()), passed::get)
        .look(within);
  }

  private static Clock system(HostPort server) {
    return new Clock(server, Clock.USUAL, new Random(1), () -> NOW, Ticker.system());
  }

  private static void assertSilent(HostPort server, Finding finding) {
    assertUnknown(finding, "the time server " + server + " does not answer: nothing came in time");
  }

  private static void assertUnknown(Finding finding, String reason) {
    assertThat(finding).isEqualTo(Finding.unknown(reason));
  }
}
