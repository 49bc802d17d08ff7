package nomadops.runtime.config;

import java.util.function.Function;

/// A parser of single values: rejects lists, mappings and empty values with one wording.
record ScalarParser<T>(String kind, String right, Function<String, T> read)
    implements ValueParser<T> {

  @Override
  public T parse(Node node) throws BadValue {
    if (node instanceof Node.Scalar scalar) {
      if (scalar.isNull()) {
        throw BadValue.at(node, "has no value", right + ", or remove the key for the default");
      }
      try {
        return read.apply(scalar.text());
      } catch (Unfit e) {
        String message = e.getMessage();
        throw BadValue.at(node, node.shown() + " " + message, e.hint());
      } catch (IllegalArgumentException e) {
        throw BadValue.at(node, String.valueOf(e.getMessage()), right);
      }
    }
    throw BadValue.at(node, "is " + node.shown() + " where one " + kind + " belongs", right);
  }
}
