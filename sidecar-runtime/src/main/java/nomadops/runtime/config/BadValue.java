package nomadops.runtime.config;

import java.io.Serial;
import java.util.List;

/// Thrown by a [ValueParser]: the faults of one value. Checked, because bad input is expected.
public final class BadValue extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public BadValue(List<Problem> problems) {
    super(problems.toString(), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /// One fault at `node`; the field is added by whoever knows it.
  public static BadValue at(Node node, String message, String hint) {
    return new BadValue(List.of(new Problem(node.position(), "", message, hint)));
  }

  /// The faults, with fields relative to the value.
  public List<Problem> problems() {
    return problems;
  }

  /// The same faults inside the field `name`.
  List<Problem> within(String name) {
    return problems.stream()
        .map(p -> new Problem(p.position(), join(name, p.field()), p.message(), p.hint()))
        .toList();
  }

  private static String join(String outer, String inner) {
    return inner.isEmpty() ? outer : inner.startsWith("[") ? outer + inner : outer + "." + inner;
  }
}
