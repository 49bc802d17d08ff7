package nomadops.snapshot.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads MessagePack from a stream, as far as rows are skipped and a few fields are looked at. Our
/// own, since msgpack-core stands on `sun.misc.Unsafe`, which the JDK warns of at each start.
///
/// See the specification: a value is a byte that says its kind, and what follows by that kind.
final class MessagePack {
  private static final int MOST_TEXT = 1 << 20;
  private static final int DEEPEST = 200;

  private final DataInputStream from;

  MessagePack(InputStream from) {
    this.from = new DataInputStream(from);
  }

  /// The bytes are no MessagePack, or none that fits here.
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /// The next byte; -1 at the end.
  int next() throws IOException {
    return from.read();
  }

  void skip() throws IOException {
    skip(kind(), 0);
  }

  private void skip(int kind, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new Malformed("values lie deeper in each other than in any row of Nomad's");
    }
    long pairs = pairs(kind);
    long values = pairs >= 0 ? 2 * pairs : items(kind);
    for (long i = 0; i < values; i++) {
      skip(kind(), depth + 1);
    }
    if (values < 0) {
      from.skipNBytes(bytes(kind));
    }
  }

  /// The size of the map that comes next, or -1 after skipping another value.
  long map() throws IOException {
    int kind = kind();
    long pairs = pairs(kind);
    if (pairs < 0) {
      skip(kind, 0);
    }
    return pairs;
  }

  /// The size of the array that comes next, or -1 after skipping another value.
  long array() throws IOException {
    int kind = kind();
    long items = items(kind);
    if (items < 0) {
      skip(kind, 0);
    }
    return items;
  }

  /// The text or the bytes that come next; empty after skipping another value.
  String text() throws IOException {
    int kind = kind();
    if (!isRaw(kind)) {
      skip(kind, 0);
      return "";
    }
    long length = bytes(kind);
    if (length > MOST_TEXT) {
      throw new Malformed("a name or a key has " + length + " bytes");
    }
    byte[] text = new byte[(int) length];
    from.readFully(text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private int kind() throws IOException {
    return from.readUnsignedByte();
  }

  private static boolean isRaw(int kind) {
    return (kind >= 0xa0 && kind <= 0xbf)
        || (kind >= 0xd9 && kind <= 0xdb)
        || (kind >= 0xc4 && kind <= 0xc6);
  }

  private long pairs(int kind) throws IOException {
    return switch (kind) {
      case 0xde -> from.readUnsignedShort();
      case 0xdf -> from.readInt() & 0xffffffffL;
      default -> kind >= 0x80 && kind <= 0x8f ? kind & 0x0f : -1;
    };
  }

  private long items(int kind) throws IOException {
    return switch (kind) {
      case 0xdc -> from.readUnsignedShort();
      case 0xdd -> from.readInt() & 0xffffffffL;
      default -> kind >= 0x90 && kind <= 0x9f ? kind & 0x0f : -1;
    };
  }

  /// What follows a value that holds no others.
  private long bytes(int kind) throws IOException {
    if (kind <= 0x7f || kind >= 0xe0) {
      return 0;
    }
    if (kind >= 0xa0 && kind <= 0xbf) {
      return kind & 0x1f;
    }
    return switch (kind) {
      case 0xc0, 0xc2, 0xc3 -> 0;
      case 0xcc, 0xd0 -> 1;
      case 0xcd, 0xd1 -> 2;
      case 0xca, 0xce, 0xd2 -> 4;
      case 0xcb, 0xcf, 0xd3 -> 8;
      case 0xc4, 0xd9 -> from.readUnsignedByte();
      case 0xc5, 0xda -> from.readUnsignedShort();
      case 0xc6, 0xdb -> from.readInt() & 0xffffffffL;
      // An extension has a byte for its type.
      case 0xc7 -> 1L + from.readUnsignedByte();
      case 0xc8 -> 1L + from.readUnsignedShort();
      case 0xc9 -> 1L + (from.readInt() & 0xffffffffL);
      case 0xd4 -> 2;
      case 0xd5 -> 3;
      case 0xd6 -> 5;
      case 0xd7 -> 9;
      case 0xd8 -> 17;
      default -> throw new Malformed("no value begins with the byte " + kind);
    };
  }
}
