package nomadops.health.internet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What a resolver makes of a question: its bytes with another header, and records behind. */
enum FakeDns implements Function<byte[], List<byte[]>> {
  ANSWERS,
  SHOUTS,
  ALIAS_ONLY,
  NO_RECORD,
  NXDOMAIN,
  SERVFAIL,
  REFUSES_WITHOUT_THE_QUESTION,
  SILENT,
  WRONG_ID,
  WRONG_ID_FIRST,
  OTHER_QUESTION,
  ECHO,
  CUT,
  TRUNCATED;

  @Override
  public List<byte[]> apply(byte[] asked) {
    return switch (this) {
      case ANSWERS -> List.of(address(asked));
      case SHOUTS -> List.of(address(loud(asked)));
      case ALIAS_ONLY -> List.of(reply(asked, 0x8180, 1, record(5, new byte[] {(byte) 0xc0, 12})));
      case NO_RECORD -> List.of(reply(asked, 0x8180, 0));
      case NXDOMAIN -> List.of(reply(asked, 0x8183, 0));
      case SERVFAIL -> List.of(reply(asked, 0x8182, 0));
      case REFUSES_WITHOUT_THE_QUESTION -> List.of(bare(asked));
      case SILENT -> List.of();
      case WRONG_ID -> List.of(otherId(address(asked)));
      case WRONG_ID_FIRST -> List.of(otherId(reply(asked, 0x8183, 0)), address(asked));
      case OTHER_QUESTION -> List.of(otherName(address(asked)));
      case ECHO -> List.of(asked);
      case CUT -> List.of(Arrays.copyOf(address(asked), asked.length + 5));
      case TRUNCATED -> List.of(reply(asked, 0x8380, 0));
    };
  }

  static byte[] address(byte[] asked) {
    return reply(asked, 0x8180, 1, record(1, new byte[] {(byte) 192, 0, 2, 1}));
  }

  private static byte[] reply(byte[] asked, int flags, int answers, byte... records) {
    byte[] reply = Arrays.copyOf(asked, asked.length + records.length);
    reply[2] = (byte) (flags >> 8);
    reply[3] = (byte) flags;
    reply[7] = (byte) answers;
    System.arraycopy(records, 0, reply, asked.length, records.length);
    return reply;
  }

  /** Its name is a pointer to the question's. */
  private static byte[] record(int type, byte[] data) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(new byte[] {(byte) 0xc0, 12, 0, (byte) type, 0, 1, 0, 0, 0, 60, 0});
    record.write(data.length);
    record.writeBytes(data);
    return record.toByteArray();
  }

  private static byte[] bare(byte[] asked) {
    byte[] reply = reply(Arrays.copyOf(asked, 12), 0x8185, 0);
    reply[5] = 0;
    return reply;
  }

  private static byte[] otherId(byte[] reply) {
    reply[1] = (byte) (reply[1] ^ 1);
    return reply;
  }

  private static byte[] otherName(byte[] reply) {
    reply[13] = (byte) (reply[13] ^ 1);
    return reply;
  }

  private static byte[] loud(byte[] asked) {
    byte[] loud = asked.clone();
    for (int i = 12; i < loud.length; i++) {
      if (loud[i] >= 'a' && loud[i] <= 'z') {
        loud[i] = (byte) Character.toUpperCase(loud[i]);
      }
    }
    return loud;
  }
}
