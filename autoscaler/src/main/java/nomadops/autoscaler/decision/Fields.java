package nomadops.autoscaler.decision;

import java.util.LinkedHashMap;
import java.util.Map;

/// Fields of a document, in the order in which they are to be read.
final class Fields {
  private Fields() {}

  /// Names and values by turns.
  static Map<String, Object> of(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
