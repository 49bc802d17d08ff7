package nomadops.client.model;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Cuts the objects of a list out of a document byte for byte, so that what is archived is what was
/// sent.
final class RawSlices {
  private RawSlices() {}

  /// The objects of the list that a top-level field holds; none when the field is absent or null.
  static List<RawJson> of(byte[] document, String field) {
    List<RawJson> slices = new ArrayList<>();
    try (JsonParser json = NomadJson.parser(document)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "not an object");
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = field.equals(json.currentName());
        JsonToken value = json.nextToken();
        if (wanted && value == JsonToken.START_ARRAY) {
          cutAll(document, json, slices);
        } else {
          json.skipChildren();
        }
      }
      require(json.currentToken() == JsonToken.END_OBJECT, "a broken object");
    }
    return slices;
  }

  private static void cutAll(byte[] document, JsonParser json, List<RawJson> slices) {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      slices.add(RawJson.at(document, json));
    }
    require(json.currentToken() == JsonToken.END_ARRAY, "a list of other things");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
