package nomadops.runtime.config;

import java.io.Serial;
import java.util.List;

/// Carries [Problems] to the edge of the process, where they become a message and exit code 2.
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Problems problems;

  public ConfigException(Problems problems) {
    super(problems.text());
    this.problems = problems;
  }

  /// A single fault.
  public static ConfigException of(String source, String field, String message, String hint) {
    return new ConfigException(
        new Problems(List.of(new Problem(Position.of(source), field, message, hint))));
  }

  /// The faults.
  public Problems problems() {
    return problems;
  }
}
