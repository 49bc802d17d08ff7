package nomadops.client.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Reads an object field by field, without reflection: for what a sidecar reads a hundred times a
/// second. A null is Go's zero value, as everywhere here; a field that is not asked for is skipped.
///
/// @param <B> gathers the fields
/// @param <T> what they make
abstract class Fieldwise<B, T> extends ValueDeserializer<T> {
  /// Nothing gathered yet.
  abstract B begin();

  /// Takes the value that `json` stands on, wholly: a scalar, or an object or list to its end.
  ///
  /// @return false when the field is of no interest; it is skipped then
  abstract boolean take(B gathered, String field, JsonParser json);

  abstract T end(B gathered);

  @Override
  public final T deserialize(JsonParser json, DeserializationContext context) {
    return object(json);
  }

  /// The object that `json` stands at the start of.
  final T object(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(json, "an object");
    }
    B gathered = begin();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (!take(gathered, field, json)) {
        json.skipChildren();
      }
    }
    return end(gathered);
  }

  /// The object that `json` stands at the start of, or `none` for a null.
  final T objectOr(T none, JsonParser json) {
    return json.currentToken() == JsonToken.VALUE_NULL ? none : object(json);
  }

  /// The object that `json` stands at the start of; null for a null.
  final @Nullable T orNull(JsonParser json) {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : object(json);
  }

  static String text(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NULL -> "";
      default -> throw unexpected(json, "text");
    };
  }

  /// A time as Go writes it, with any offset; null for a null.
  static @Nullable Instant time(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected(json, "a time");
    }
    try {
      return Instant.parse(json.getString());
    } catch (DateTimeParseException e) {
      throw unexpected(json, "a time");
    }
  }

  static long number(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NULL -> 0;
      default -> throw unexpected(json, "a whole number");
    };
  }

  static int small(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT -> json.getIntValue();
      case VALUE_NULL -> 0;
      default -> throw unexpected(json, "a whole number");
    };
  }

  static boolean flag(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw unexpected(json, "true or false");
    };
  }

  /// Whether there is anything; what it is, is skipped.
  static boolean present(JsonParser json) {
    boolean present = json.currentToken() != JsonToken.VALUE_NULL;
    json.skipChildren();
    return present;
  }

  /// Whether a list has anything in it; what it is, is skipped.
  static boolean filled(JsonParser json) {
    return !list(
            json,
            item -> {
              item.skipChildren();
              return true;
            })
        .isEmpty();
  }

  static Map<String, String> texts(JsonParser json) {
    return map(json, Fieldwise::text);
  }

  static <V> Map<String, V> map(JsonParser json, Function<JsonParser, V> value) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Map.of();
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(json, "an object");
    }
    Map<String, V> map = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      json.nextToken();
      map.put(key, value.apply(json));
    }
    return map;
  }

  static <V> List<V> list(JsonParser json, Function<JsonParser, V> value) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(json, "a list");
    }
    List<V> list = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      list.add(value.apply(json));
    }
    return list;
  }

  /// Jackson's own failure, as its deserializers throw it: callers know it, and where it is.
  private static StreamReadException unexpected(JsonParser json, String wanted) {
    return new StreamReadException(
        json, "field " + json.currentName() + " is not " + wanted + " but " + json.currentToken());
  }
}
