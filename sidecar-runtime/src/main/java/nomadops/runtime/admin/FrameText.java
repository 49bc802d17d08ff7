package nomadops.runtime.admin;

import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.json.JsonMapper;

/// A frame as the page's script takes it:
///
/// ```json
/// {"now": "2026-11-27T18:00:00Z", "said": "gc: live, ready.", "sections": {"head": ["div", {}]}}
/// ```
final class FrameText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FrameText() {}

  /// @param sections those of the frame that are told
  static String of(LivePage.Frame frame, Map<String, String> sections) {
    StringJoiner all = new StringJoiner(",", "{", "}");
    sections.forEach((id, json) -> all.add(JSON.writeValueAsString(id) + ":" + json));
    return "{\"now\":"
        + JSON.writeValueAsString(frame.at().toString())
        + ",\"said\":"
        + JSON.writeValueAsString(frame.said())
        + ",\"sections\":"
        + all
        + "}";
  }
}
