package nomadops.health.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a request is answered.
record Answer(int status, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Answer accepted() {
    return new Answer(200, JSON.writeValueAsString(Map.of("state", "accepted")));
  }

  static Answer refused(Refusal why, String detail) {
    return new Answer(
        why.status(), JSON.writeValueAsString(Map.of("error", detail, "refusal", why.word())));
  }

  byte[] bytes() {
    return body.getBytes(UTF_8);
  }
}
