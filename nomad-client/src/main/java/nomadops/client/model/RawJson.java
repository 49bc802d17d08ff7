package nomadops.client.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;

/// JSON exactly as the server sent it, for archive and restore. Job specs may hold secrets, so
/// `toString` shows only the size.
public final class RawJson {
  private final byte[] bytes;

  private RawJson(byte[] bytes) {
    this.bytes = bytes;
  }

  public static RawJson of(byte[] bytes) {
    return new RawJson(bytes.clone());
  }

  public static RawJson of(String json) {
    return new RawJson(json.getBytes(StandardCharsets.UTF_8));
  }

  /// The object or list that a parser stands at the start of; the parser goes to its end.
  ///
  /// @param document what it parses
  public static RawJson at(byte[] document, JsonParser json) {
    int from = startOf(json);
    json.skipChildren();
    return from(document, from, json);
  }

  /// Where the object begins that a parser stands at the start of.
  static int startOf(JsonParser json) {
    return (int) json.currentTokenLocation().getByteOffset();
  }

  /// From there to where the parser is now.
  static RawJson from(byte[] document, int start, JsonParser json) {
    int end = (int) json.currentLocation().getByteOffset();
    return new RawJson(Arrays.copyOfRange(document, start, end));
  }

  /// These bytes themselves: the caller gives them away and must not keep them.
  public static RawJson owning(byte[] bytes) {
    return new RawJson(bytes);
  }

  /// For readers in this package, which change nothing.
  byte[] shared() {
    return bytes;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RawJson[" + bytes.length + " bytes]";
  }
}
