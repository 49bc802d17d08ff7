package nomadops.runtime.admin;

/// One answer.
record Page(int status, String contentType, String body) {
  static Page text(int status, String text) {
    return new Page(status, "text/plain; charset=utf-8", text + "\n");
  }

  static Page json(int status, String json) {
    return new Page(status, "application/json", json + "\n");
  }

  static Page html(String html) {
    return new Page(200, "text/html; charset=utf-8", html);
  }
}
