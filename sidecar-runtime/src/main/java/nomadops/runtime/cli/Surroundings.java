package nomadops.runtime.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a command finds around it; tests make their own.
///
/// @param out for results, and nothing else
/// @param err for messages, progress and logs
public record Surroundings(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    Terminal outTerminal,
    Terminal errTerminal) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// Those of this process. Text leaves as UTF-8 whatever the locale of a container says.
  public static Surroundings ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        environment,
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Terminal.detect(1, environment),
        Terminal.detect(2, environment));
  }
}
