package nomadops.health.host;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** A time server's side of the exchange, written from RFC 5905 and not from our reader. */
final class FakeSntp {
  private static final Instant ERA = Instant.parse("1900-01-01T00:00:00Z");

  private FakeSntp() {}

  static byte[] answer(byte[] asked, Instant received, Instant transmitted) {
    ByteBuffer answer = ByteBuffer.allocate(48);
    answer.put((byte) 0x24).put((byte) 2);
    answer.putLong(24, ByteBuffer.wrap(asked).getLong(40));
    put(answer.position(32), received);
    put(answer, transmitted);
    return answer.array();
  }

  private static void put(ByteBuffer answer, Instant time) {
    Duration since = Duration.between(ERA, time);
    answer.putInt((int) since.getSeconds());
    answer.putInt((int) Math.round(since.getNano() * 4.294967296));
  }
}
