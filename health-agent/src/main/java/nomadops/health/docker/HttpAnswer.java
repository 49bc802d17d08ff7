package nomadops.health.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An answer of HTTP/1.1 (RFC 9112), as far as the Docker daemon's need it: a body of known length,
/// in chunks, or up to the end of the connection. What is longer than a bound is refused, so a
/// daemon gone mad takes none of our memory.
record HttpAnswer(int status, String body) {
  /// Where it comes from.
  @FunctionalInterface
  interface Bytes {
    /// From 0 to 255, or -1 at the end.
    int next() throws IOException, InterruptedException;
  }

  static final int MOST_BODY = 1 << 20;
  private static final int MOST_HEAD = 16_384;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})[ \t]*(?:;.*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  static HttpAnswer read(Bytes from) throws IOException, InterruptedException {
    return new Reader(from).answer();
  }

  private static final class Reader {
    private final Bytes from;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int headLeft = MOST_HEAD;

    Reader(Bytes from) {
      this.from = from;
    }

    HttpAnswer answer() throws IOException, InterruptedException {
      String first = line();
      Matcher status = STATUS.matcher(first);
      if (!status.matches()) {
        throw new Garbled("answered without a status of HTTP: " + cut(first));
      }
      int code = Integer.parseInt(status.group(1));
      String length = "";
      boolean chunked = false;
      for (String line = line(); !line.isEmpty(); line = line()) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = value(line);
        } else if (lower.startsWith("transfer-encoding:")) {
          chunked = "chunked".equalsIgnoreCase(value(line));
        }
      }
      if (code >= 200 && code != 204 && code != 304) {
        body(chunked, length);
      }
      return new HttpAnswer(code, body.toString(UTF_8));
    }

    private void body(boolean chunked, String length) throws IOException, InterruptedException {
      if (chunked) {
        chunks();
      } else if (length.isEmpty()) {
        for (int b = from.next(); b >= 0; b = from.next()) {
          take(b);
        }
      } else if (LENGTH.matcher(length).matches()) {
        take(Integer.parseInt(length), "length");
      } else {
        throw new Garbled("answered with a Content-Length of " + cut(length));
      }
    }

    private void chunks() throws IOException, InterruptedException {
      while (true) {
        String line = line();
        Matcher size = CHUNK.matcher(line);
        if (!size.matches()) {
          throw new Garbled("answered with a chunk of size " + cut(line));
        }
        int length = Integer.parseInt(size.group(1), 16);
        if (length == 0) {
          return;
        }
        take(length, "chunk");
        if (!line().isEmpty()) {
          throw new Garbled("answered with a chunk that does not end where it says");
        }
      }
    }

    private void take(int count, String part) throws IOException, InterruptedException {
      if (count > MOST_BODY) {
        throw tooLong();
      }
      for (int i = 0; i < count; i++) {
        int b = from.next();
        if (b < 0) {
          throw new Garbled("cut its answer off, " + i + " of " + count + " bytes into a " + part);
        }
        take(b);
      }
    }

    private void take(int b) throws Garbled {
      if (body.size() >= MOST_BODY) {
        throw tooLong();
      }
      body.write(b);
    }

    private static Garbled tooLong() {
      return new Garbled("answered with more than " + MOST_BODY + " bytes");
    }

    /// Without its end.
    private String line() throws IOException, InterruptedException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = from.next(); b != '\n'; b = from.next()) {
        if (b < 0) {
          throw new Garbled(
              headLeft == MOST_HEAD
                  ? "closed the connection without an answer"
                  : "cut its answer off amid a line: " + cut(line.toString(ISO_8859_1)));
        }
        headLeft--;
        if (headLeft <= 0) {
          throw new Garbled("answered with headers of more than " + MOST_HEAD + " bytes");
        }
        line.write(b);
      }
      return line.toString(ISO_8859_1).stripTrailing();
    }
  }

  private static String value(String header) {
    return header.substring(header.indexOf(':') + 1).strip();
  }

  private static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
