package nomadops.runtime.config;

/// Reads one value and shows it again. `parse(show(x))` gives `x`.
public interface ValueParser<T> {

  /// Reads a value.
  ///
  /// @throws BadValue naming the value, what is right and the nearest right answer
  T parse(Node node) throws BadValue;

  /// What to write in help texts between `<` and `>`, e.g. `duration`.
  String kind();

  /// The value as a user would write it.
  default String show(T value) {
    return value.toString();
  }

  /// What a plain flag or environment text becomes; structured parsers read it as YAML.
  default Node fromText(String text, Position position) throws BadValue {
    return new Node.Scalar(text, true, position);
  }
}
