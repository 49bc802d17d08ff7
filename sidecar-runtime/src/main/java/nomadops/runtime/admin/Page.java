package nomadops.runtime.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nomadops.runtime.status.PageText;

/// One answer.
record Page(int status, String contentType, Map<String, String> headers, Body body) {

  /// What is written below the headers.
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  Page(int status, String contentType, Body body) {
    this(status, contentType, Map.of(), body);
  }

  Page(int status, String contentType, String body) {
    this(status, contentType, out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
  }

  static Page text(int status, String text) {
    return new Page(status, "text/plain; charset=utf-8", text + "\n");
  }

  static Page json(int status, String json) {
    return new Page(status, "application/json", json + "\n");
  }

  static Page html(String html) {
    return new Page(
        200,
        "text/html; charset=utf-8",
        Map.of(
            "Content-Security-Policy", PageText.POLICY,
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY"),
        out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
  }
}
