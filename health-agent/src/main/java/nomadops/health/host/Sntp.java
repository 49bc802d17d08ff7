package nomadops.health.host;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One exchange with a time server (RFC 5905 §7.3, §8). A timestamp is 64 bits: seconds since 1900,
/// which begin anew in 2036, and 2^-32 of them; a difference of two is right in any era as long as
/// they are less than 68 years apart.
final class Sntp {
  private static final int LENGTH = 48;
  private static final int VERSION_4_CLIENT = 0b00_100_011;
  private static final int SERVER = 4;
  private static final int NOT_SYNCHRONISED = 3;
  private static final int SECONDS_1900_TO_1970 = (int) 2_208_988_800L;

  private Sntp() {}

  sealed interface Reply {
    /// A time, compared with ours.
    ///
    /// @param offset what is to be added to our clock
    /// @param delay on the wire, there and back: the offset may be wrong by half of it
    record Time(Duration offset, Duration delay) implements Reply {}

    /// The server answers, but has no time for us.
    record NoTime(String why) implements Reply {}
  }

  /// The question, with a nonce instead of our time, which is nobody's business: the answer repeats
  /// it.
  static byte[] question(long nonce) {
    return ByteBuffer.allocate(LENGTH).put(0, (byte) VERSION_4_CLIENT).putLong(40, nonce).array();
  }

  /// What the server says.
  ///
  /// @param sent when the question left, by our clock
  /// @param took until the answer came
  /// @return empty when it is no answer to the question with that nonce
  static Optional<Reply> read(byte[] message, long nonce, Instant sent, Duration took) {
    ByteBuffer packet = ByteBuffer.wrap(message);
    if (message.length < LENGTH || (message[0] & 7) != SERVER || packet.getLong(24) != nonce) {
      return Optional.empty();
    }
    int stratum = message[1] & 0xff;
    if (stratum == 0) {
      String code = new String(message, 12, 4, StandardCharsets.ISO_8859_1).strip();
      return Optional.of(new Reply.NoTime("refuses with " + code));
    }
    long transmitted = packet.getLong(40);
    if ((message[0] & 0xff) >> 6 == NOT_SYNCHRONISED || stratum > 15 || transmitted == 0) {
      return Optional.of(new Reply.NoTime("is not synchronised itself"));
    }
    long received = packet.getLong(32);
    long there = received - timestamp(sent);
    long back = transmitted - timestamp(sent.plus(took));
    Duration offset = duration(there / 2 + back / 2);
    return Optional.of(new Reply.Time(offset, took.minus(duration(transmitted - received))));
  }

  static long timestamp(Instant time) {
    long fraction = ((long) time.getNano() << 32) / 1_000_000_000;
    return (time.getEpochSecond() + Integer.toUnsignedLong(SECONDS_1900_TO_1970)) << 32 | fraction;
  }

  private static Duration duration(long difference) {
    long nanos = ((difference & 0xffff_ffffL) * 1_000_000_000) >>> 32;
    return Duration.ofSeconds(difference >> 32, nanos);
  }
}
