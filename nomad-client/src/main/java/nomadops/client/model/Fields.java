package nomadops.client.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Go's nil is JSON's null; here nothing is null.
final class Fields {
  private Fields() {}

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : List.copyOf(value);
  }

  /// Keeps the server's order, and values that are null become empty text.
  static Map<String, String> texts(@Nullable Map<String, String> value) {
    if (value == null || value.isEmpty()) {
      return Map.of();
    }
    Map<String, String> copy = LinkedHashMap.newLinkedHashMap(value.size());
    value.forEach((key, text) -> copy.put(key, text(text)));
    return Collections.unmodifiableMap(copy);
  }

  static <T> Map<String, T> map(@Nullable Map<String, T> value) {
    return value == null || value.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(value));
  }

  /// Nomad's nanoseconds since the epoch.
  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
