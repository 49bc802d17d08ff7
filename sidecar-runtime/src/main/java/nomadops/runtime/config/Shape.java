package nomadops.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Declares the fields of a structured value while it is read, so that all faults of all fields are
/// reported at once:
///
/// ```java
/// Parsers.mapping("retention rule", shape -> {
///   var keep = shape.required("keep-for", Parsers.duration());
///   var parent = shape.optional("parent", Parsers.glob());
///   return () -> new Rule(keep.get(), parent.get());
/// });
/// ```
///
/// The returned supplier runs only when every field is sound; an [IllegalArgumentException] out of
/// it becomes a fault of the whole value.
public final class Shape {

  /// Declares the fields and returns what builds the value.
  @FunctionalInterface
  public interface Reader<T> {
    Supplier<T> read(Shape shape);
  }

  private final Node.Mapping mapping;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();

  private Shape(Node.Mapping mapping) {
    this.mapping = mapping;
  }

  static <T> T read(String kind, Node.Mapping mapping, Reader<T> reader) throws BadValue {
    Shape shape = new Shape(mapping);
    Supplier<T> build = reader.read(shape);
    shape.rejectUnknown(kind);
    if (!shape.problems.isEmpty()) {
      throw new BadValue(shape.problems);
    }
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? "is not a valid " + kind : e.getMessage();
      throw BadValue.at(mapping, message, "");
    }
  }

  /// A field that must be there.
  public <T> Supplier<T> required(String field, ValueParser<T> parser) {
    Optional<T> value = field(field, parser);
    if (value.isEmpty() && entry(field).isEmpty()) {
      String hint = "add \"" + field + ": <" + parser.kind() + ">\"";
      problems.add(new Problem(mapping.position(), field, "is missing", hint));
    }
    return value::orElseThrow;
  }

  /// A field that may be absent.
  public <T> Supplier<Optional<T>> optional(String field, ValueParser<T> parser) {
    Optional<T> value = field(field, parser);
    return () -> value;
  }

  /// A field with a default.
  public <T> Supplier<T> optional(String field, ValueParser<T> parser, T fallback) {
    Optional<T> value = field(field, parser);
    return () -> value.orElse(fallback);
  }

  /// The names that are present, e.g. to ask for at least one of several.
  public List<String> present() {
    return mapping.entries().stream().map(Node.Entry::key).toList();
  }

  private <T> Optional<T> field(String field, ValueParser<T> parser) {
    known.add(field);
    Optional<Node.Entry> entry = entry(field);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(entry.get().value()));
    } catch (BadValue e) {
      problems.addAll(e.within(field));
      return Optional.empty();
    }
  }

  private Optional<Node.Entry> entry(String field) {
    return mapping.entries().stream().filter(e -> e.key().equals(field)).findFirst();
  }

  private void rejectUnknown(String kind) {
    for (Node.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        String hint = Nearest.hint(entry.key(), known);
        String all = "a " + kind + " has " + String.join(", ", known);
        problems.add(
            new Problem(
                entry.position(),
                entry.key(),
                "is not a known field",
                hint.isEmpty() ? all : hint));
      }
    }
  }
}
