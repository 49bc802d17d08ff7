package nomadops.drainer.announce;

import java.time.Duration;
import java.util.List;

/// A program to run, without a shell: its words are taken as they are.
///
/// @param command the program and its arguments
/// @param timeout after which it is killed, and what it started with it
public record ExecTerms(List<String> command, Duration timeout) {
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// Checked.
  ///
  /// @throws IllegalArgumentException naming the field and what is wrong with it
  public ExecTerms {
    command = List.copyOf(command);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException(
          "announce-exec: it names no program; write e.g. [/usr/local/bin/on-drain, --quiet]");
    }
    if (command.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException(
          "announce-exec: a word holds a NUL, which no program can be given");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          "announce-exec-timeout: " + timeout + " is not positive; write e.g. 30s");
    }
  }

  /// For logs and metrics; arguments may be secret.
  String name() {
    String program = command.getFirst();
    return "exec " + program.substring(program.lastIndexOf('/') + 1);
  }

  /// Tells no argument.
  @Override
  public String toString() {
    return name();
  }
}
