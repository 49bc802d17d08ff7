package nomadops.autoscaler.target.bridge;

import java.time.Duration;
import java.util.List;

/// A program to run, without a shell: its words are taken as they are.
///
/// @param command the program and its arguments; values may be secret
/// @param timeout after which it is killed, and what it started with it
public record ExecTerms(List<String> command, Duration timeout) {
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// Checked.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  public ExecTerms {
    command = List.copyOf(command);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException(
          "it names no program; write e.g. [/usr/local/bin/scale-set, batch]");
    }
    if (command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("a word holds a NUL, which no program can be given");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout " + timeout + " is not positive; write e.g. 30s");
    }
  }

  /// Tells no argument.
  @Override
  public String toString() {
    String program = command.getFirst();
    return "program " + program.substring(program.lastIndexOf('/') + 1);
  }
}
