package nomadops.health.host;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.client.time.Ticker;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.health.datagram.Datagrams;
import nomadops.runtime.config.HostPort;

/// How far the machine's clock is off, by one question to a time server. It fails only when the
/// clock is wrong beyond what the way to the server leaves open.
///
/// @param most how far the clock may be off
/// @param random draws what makes the answer ours
/// @param wall the clock that is looked at
/// @param ticker how long the answer took, also when the clock is set meanwhile
public record Clock(
    HostPort server, Duration most, RandomGenerator random, InstantSource wall, Ticker ticker)
    implements Check {
  /// Half a second. Signed calls to AWS fail from 5 minutes on, but logs and leases mislead sooner.
  public static final Duration USUAL = Duration.ofMillis(500);

  public Clock {
    if (most.isNegative() || most.isZero()) {
      throw new IllegalArgumentException(
          "the most that a clock may be off, " + most + ", is not positive: write e.g. 500ms");
    }
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Finding look(Duration within) throws InterruptedException {
    Exchange exchange = new Exchange(random.nextLong());
    try {
      return judge(
          new Datagrams(ticker).ask(server, exchange::question, exchange::read, 1, within));
    } catch (IOException e) {
      String why = e instanceof PortUnreachableException ? "its port is closed" : e.getMessage();
      return Finding.unknown("the time server " + server + " does not answer: " + why);
    }
  }

  private Finding judge(Sntp.Reply reply) {
    return switch (reply) {
      case Sntp.Reply.NoTime(String why) ->
          Finding.unknown("the time server " + server + " " + why);
      case Sntp.Reply.Time(Duration offset, Duration delay) -> {
        Duration off = offset.abs();
        Duration open = delay.isNegative() ? Duration.ZERO : delay.dividedBy(2);
        String reason =
            String.format(
                Locale.ROOT,
                "the clock is %s by %.3f s, give or take %.3f s, says %s",
                offset.isNegative() ? "ahead" : "behind",
                seconds(off),
                seconds(open),
                server);
        if (off.compareTo(most) <= 0) {
          yield Finding.ok(reason);
        }
        yield off.minus(open).compareTo(most) > 0 ? Finding.fail(reason) : Finding.unknown(reason);
      }
    };
  }

  /// When the question left is read last of all before it does: what the look-up of the server's
  /// name takes is not on the way.
  private final class Exchange {
    private final long nonce;
    private Instant sent = Instant.EPOCH;
    private long start;

    Exchange(long nonce) {
      this.nonce = nonce;
    }

    byte[] question() {
      byte[] question = Sntp.question(nonce);
      sent = wall.instant();
      start = ticker.nanos();
      return question;
    }

    Optional<Sntp.Reply> read(byte[] message) {
      return Sntp.read(message, nonce, sent, Duration.ofNanos(ticker.nanos() - start));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
