package nomadops.drainer.webhook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request is for, by its method and path.
sealed interface Route {
  Pattern MAPPED = Pattern.compile("/v1/notice/([a-z0-9-]{1,100})");

  record Own() implements Route {}

  record Mapped(String name) implements Route {}

  record Nowhere(Refusal why, String fault) implements Route {}

  static Route of(String method, String path) {
    Matcher mapped = MAPPED.matcher(path);
    if (!path.equals("/v1/notice") && !mapped.matches()) {
      return new Nowhere(
          Refusal.NO_SUCH_PATH,
          "there are POST /v1/notice and, for a configured mapping, POST /v1/notice/NAME");
    }
    if (!method.equals("POST")) {
      return new Nowhere(Refusal.WRONG_METHOD, "only POST is answered here");
    }
    return mapped.matches() ? new Mapped(mapped.group(1)) : new Own();
  }
}
