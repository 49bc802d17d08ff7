package nomadops.health.internet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What a resolver makes of a question: its bytes with another header, and records behind. */
enum FakeDns implements Function<byte[], List<byte[]>> {
  ANSWERS(asked -> List.of(address(asked))),
  SHOUTS(asked -> List.of(address(loud(asked)))),
  ALIAS_ONLY(asked -> List.of(reply(asked, 0x8180, 1, record(5, new byte[] {(byte) 0xc0, 12})))),
  NO_RECORD(asked -> List.of(reply(asked, 0x8180, 0))),
  NXDOMAIN(asked -> List.of(reply(asked, 0x8183, 0))),
  SERVFAIL(asked -> List.of(reply(asked, 0x8182, 0))),
  REFUSES_WITHOUT_THE_QUESTION(asked -> List.of(bare(asked))),
  SILENT(asked -> List.of()),
  WRONG_ID(asked -> List.of(otherId(address(asked)))),
  WRONG_ID_FIRST(asked -> List.of(otherId(reply(asked, 0x8183, 0)), address(asked))),
  OTHER_QUESTION(asked -> List.of(otherName(address(asked)))),
  ECHO(asked -> List.of(asked)),
  CUT(asked -> List.of(Arrays.copyOf(address(asked), asked.length + 5))),
  TRUNCATED(asked -> List.of(reply(asked, 0x8380, 0)));

  private final Function<byte[], List<byte[]>> manner;

  FakeDns(Function<byte[], List<byte[]>> manner) {
    this.manner = manner;
  }

  @Override
  public List<byte[]> apply(byte[] asked) {
    return manner.apply(asked);
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
    reply[1] ^= 1;
    return reply;
  }

  private static byte[] otherName(byte[] reply) {
    reply[13] ^= 1;
    return reply;
  }

  private static byte[] loud(byte[] asked) {
    byte[] loud = asked.clone();
    for (int i = 12; i < loud.length; i++) {
      if (loud[i] >= 'a' && loud[i] <= 'z') {
        loud[i] -= 'a' - 'A';
      }
    }
    return loud;
  }
}
