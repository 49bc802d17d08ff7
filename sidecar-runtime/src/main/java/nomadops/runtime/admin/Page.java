package nomadops.runtime.admin;

import java.nio.charset.StandardCharsets;

/// One answer.
record Page(int status, String contentType, byte[] body) {
  static Page text(int status, String text) {
    return new Page(status, "text/plain; charset=utf-8", utf8(text + "\n"));
  }

  static Page json(int status, String json) {
    return new Page(status, "application/json", utf8(json + "\n"));
  }

  static Page html(String html) {
    return new Page(200, "text/html; charset=utf-8", utf8(html));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
