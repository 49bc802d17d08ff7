package nomadops.client.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Just enough DER to put an older private key into the PKCS#8 envelope that the JDK reads (RFC
/// 5208, RFC 5915, RFC 8017).
final class Der {
  private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Der() {}

  static byte[] pkcs8OfRsa(byte[] pkcs1) {
    return sequence(VERSION_0, RSA_ALGORITHM, tagged(0x04, pkcs1));
  }

  /// The curve stands inside a SEC 1 key, as its element `[0]`; PKCS#8 wants it outside too.
  static byte[] pkcs8OfEc(byte[] sec1) {
    byte[] algorithm = sequence(EC_PUBLIC_KEY, curve(sec1));
    return sequence(VERSION_0, algorithm, tagged(0x04, sec1));
  }

  private static byte[] curve(byte[] sec1) {
    int[] outer = header(sec1, 0, 0x30);
    int at = outer[0];
    int end = outer[0] + outer[1];
    while (at < end) {
      int tag = sec1[at] & 0xff;
      int[] element = header(sec1, at, tag);
      if (tag == 0xa0) {
        return Arrays.copyOfRange(sec1, element[0], element[0] + element[1]);
      }
      at = element[0] + element[1];
    }
    throw new IllegalArgumentException("it does not name its curve");
  }

  /// Where an element's content starts, and its length.
  private static int[] header(byte[] der, int at, int tag) {
    if (at + 1 >= der.length || (der[at] & 0xff) != tag) {
      throw new IllegalArgumentException("not the DER that was expected at byte " + at);
    }
    int first = der[at + 1] & 0xff;
    int start = at + 2;
    int length = first;
    if (first > 0x80) {
      int bytes = first & 0x7f;
      length = 0;
      for (int i = 0; i < bytes && start < der.length; i++) {
        length = (length << 8) | (der[start++] & 0xff);
      }
    }
    if (length < 0 || start + length > der.length) {
      throw new IllegalArgumentException("an element at byte " + at + " is longer than the key");
    }
    return new int[] {start, length};
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return tagged(0x30, all.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
      out.write(0x80 | bytes);
      for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out.write(content.length >>> shift);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
