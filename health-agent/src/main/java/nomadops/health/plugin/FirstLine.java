package nomadops.health.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// The start of what a program says; all that follows is counted out.
final class FirstLine {
  static final int MOST_BYTES = 65_536;

  private final ByteArrayOutputStream start = new ByteArrayOutputStream();

  void add(byte[] bytes, int count) {
    start.write(bytes, 0, Math.min(count, MOST_BYTES - start.size()));
  }

  /// The first line that is not blank; empty when there is none.
  String text() {
    return start
        .toString(UTF_8)
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .findFirst()
        .orElse("");
  }

  int held() {
    return start.size();
  }
}
