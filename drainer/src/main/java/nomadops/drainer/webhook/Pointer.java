package nomadops.drainer.webhook;

import tools.jackson.core.JsonPointer;

/// Where in a foreign document something is: a JSON pointer (RFC 6901) from the item, or with a `$`
/// before it from the whole document. Nothing after the `$`, or nothing at all, is all of it.
///
/// @param text as it was written
record Pointer(String text, boolean fromRoot, JsonPointer path) {

  /// @throws IllegalArgumentException that says what a pointer looks like
  static Pointer parse(String text) {
    boolean fromRoot = text.startsWith("$");
    String path = fromRoot ? text.substring(1) : text;
    if (!path.isEmpty() && !path.startsWith("/")) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a JSON pointer, which begins with / (or with $/ for the whole document)");
    }
    return new Pointer(text, fromRoot, JsonPointer.compile(path));
  }

  /// @param item a place whose value is within `root`
  Place in(Place item, Place root) {
    Place from = fromRoot ? root : item;
    return new Place(from.value().at(path), from.where() + path);
  }

  @Override
  public String toString() {
    return text;
  }
}
