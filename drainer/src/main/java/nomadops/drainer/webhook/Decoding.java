package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON that came as a text within JSON: it is put where the text was.
record Decoding(Pointer at, As as) {

  /// How the text holds it.
  enum As {
    JSON,
    BASE64_JSON
  }

  Decoding {
    if (at.path().matches()) {
      throw new IllegalArgumentException(
          "decode is at the whole document; give e.g. /message/data");
    }
  }

  /// Changes the document. Empty after a fault.
  Optional<JsonNode> open(JsonNode document, Faults faults) {
    Place root = new Place(document, "");
    Place place = at.in(root, root);
    Optional<String> text = place.text(wanted(), faults);
    if (place.isAbsent()) {
      faults.add(place.where(), Words.shown(place.value()), wanted());
    }
    return text.flatMap(coded -> bytes(coded, place, faults))
        .flatMap(inner -> Documents.read(inner, place.where(), faults))
        .flatMap(inner -> put(document, inner, place, faults));
  }

  private Optional<byte[]> bytes(String text, Place place, Faults faults) {
    if (as == As.JSON) {
      return Optional.of(text.getBytes(UTF_8));
    }
    try {
      // The alphabet for URLs is taken too: some libraries write that one.
      return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException _) {
      faults.add(place.where(), Words.quoted(text), wanted());
      return Optional.empty();
    }
  }

  private Optional<JsonNode> put(JsonNode document, JsonNode inner, Place place, Faults faults) {
    if (document.at(at.path().head()) instanceof ObjectNode parent) {
      parent.set(at.path().last().getMatchingProperty(), inner);
      return Optional.of(document);
    }
    faults.add(place.where(), "in a list", "a field of an object, to be decoded");
    return Optional.empty();
  }

  private String wanted() {
    return as == As.JSON ? "a text that holds JSON" : "a text that holds JSON in base64";
  }
}
