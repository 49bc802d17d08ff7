package nomadops.client.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Path and query as they stand in the request line (RFC 3986): UTF-8, percent-encoded.
final class RequestTarget {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final boolean[] PLAIN_IN_PATH = table(UNRESERVED + "!$&'()*+,;=:@");
  // Without + and &, which Go's query parser reads as a space and an end.
  private static final boolean[] PLAIN_IN_QUERY = table(UNRESERVED + "*");
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private RequestTarget() {}

  /// A part that a URL cannot name: it would become another path.
  static Optional<String> unaddressable(WireRequest request) {
    for (String segment : request.segments()) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return Optional.of(segment);
      }
    }
    return Optional.empty();
  }

  static String of(String prefix, WireRequest request) {
    StringBuilder text = new StringBuilder(128).append(prefix);
    for (String segment : request.segments()) {
      encode(segment, PLAIN_IN_PATH, text.append('/'));
    }
    char separator = '?';
    for (WireRequest.Parameter parameter : request.query()) {
      encode(parameter.name(), PLAIN_IN_QUERY, text.append(separator));
      if (parameter.value().isPresent()) {
        encode(parameter.value().get(), PLAIN_IN_QUERY, text.append('='));
      }
      separator = '&';
    }
    return text.toString();
  }

  private static void encode(String part, boolean[] plain, StringBuilder to) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c >= plain.length || !plain[c]) {
        to.append(part, 0, i);
        encodeBytes(part.substring(i).getBytes(StandardCharsets.UTF_8), plain, to);
        return;
      }
    }
    to.append(part);
  }

  private static void encodeBytes(byte[] bytes, boolean[] plain, StringBuilder to) {
    for (byte signed : bytes) {
      int b = signed & 0xff;
      if (b < plain.length && plain[b]) {
        to.append((char) b);
      } else {
        to.append('%').append(HEX[b >> 4]).append(HEX[b & 0xf]);
      }
    }
  }

  private static boolean[] table(String plain) {
    boolean[] table = new boolean[128];
    for (int i = 0; i < plain.length(); i++) {
      table[plain.charAt(i)] = true;
    }
    return table;
  }
}
