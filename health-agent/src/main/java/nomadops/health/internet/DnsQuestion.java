package nomadops.health.internet;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The question for the IPv4 addresses of a name, on the wire (RFC 1035 §4.1).
///
/// @param id 16 bits that the answer repeats; hard to guess, so that no stranger can answer
record DnsQuestion(int id, String name) {
  private static final int HEADER = 12;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE = 0x8000;
  private static final int TRUNCATED = 0x0200;
  private static final short TYPE_A = 1;
  private static final short CLASS_IN = 1;
  private static final String[] CODES = {
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"
  };

  DnsQuestion {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (bare.length() > 253 || !bare.matches("[\\w-]{1,63}(\\.[\\w-]{1,63})*")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no host name: write labels of letters, digits and dashes with dots");
    }
    name = bare.toLowerCase(Locale.ROOT);
  }

  byte[] bytes() {
    ByteBuffer message = ByteBuffer.allocate(HEADER + name.length() + 2 + 4);
    message.putShort((short) id).putShort((short) RECURSION_DESIRED).putShort((short) 1);
    message.putShort((short) 0).putInt(0);
    for (String label : name.split("\\.", -1)) {
      message.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    message.put((byte) 0).putShort(TYPE_A).putShort(CLASS_IN);
    return message.array();
  }

  DnsReply read(byte[] message) {
    ByteBuffer buffer = ByteBuffer.wrap(message);
    if (message.length < HEADER || Short.toUnsignedInt(buffer.getShort()) != id) {
      return new DnsReply.NotOurs();
    }
    try {
      return afterId(buffer);
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      return new DnsReply.Without("sends a broken message");
    }
  }

  private DnsReply afterId(ByteBuffer message) {
    int flags = Short.toUnsignedInt(message.getShort());
    int questions = Short.toUnsignedInt(message.getShort());
    int answers = Short.toUnsignedInt(message.getShort());
    message.position(HEADER);
    int code = flags & 0xf;
    // A resolver that refuses may leave the question out.
    boolean same = questions == 1 ? repeats(message) : questions == 0 && code != 0;
    if ((flags & RESPONSE) == 0 || !same) {
      return new DnsReply.NotOurs();
    }
    if (code != 0) {
      return new DnsReply.Without(
          "answers " + (code < CODES.length ? CODES[code] : "code " + code));
    }
    if ((flags & TRUNCATED) != 0) {
      return new DnsReply.Truncated();
    }
    int addresses = addresses(message, answers);
    return addresses > 0
        ? new DnsReply.Addresses(addresses)
        : new DnsReply.Without("answers without an address");
  }

  private boolean repeats(ByteBuffer message) {
    byte[] asked = bytes();
    byte[] theirs = new byte[asked.length - HEADER];
    message.get(theirs);
    for (int i = 0; i < theirs.length; i++) {
      // Letters of names may come back in another case; the lengths between them are below 'A'.
      if (lower(theirs[i]) != asked[HEADER + i]) {
        return false;
      }
    }
    return true;
  }

  private static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
  }

  private static int addresses(ByteBuffer message, int answers) {
    int count = 0;
    for (int i = 0; i < answers; i++) {
      skipName(message);
      short type = message.getShort();
      short network = message.getShort();
      int _ = message.getInt();
      int length = Short.toUnsignedInt(message.getShort());
      message.position(message.position() + length);
      if (type == TYPE_A && network == CLASS_IN && length == 4) {
        count++;
      }
    }
    return count;
  }

  /// Labels up to the root, or up to a pointer to labels before (RFC 1035 §4.1.4).
  private static void skipName(ByteBuffer message) {
    for (int length = message.get() & 0xff; length != 0; length = message.get() & 0xff) {
      if (length >= 0xc0) {
        byte _ = message.get();
        return;
      }
      message.position(message.position() + length);
    }
  }
}
