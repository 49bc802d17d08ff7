package nomadops.runtime.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where answers to questions come from.
public interface Keyboard {
  /// Whether somebody is there to answer; a script is not asked, for it would wait for ever.
  boolean isThere();

  /// The next line; empty at the end of input.
  Optional<String> line();

  /// The standard input of this process.
  static Keyboard ofProcess() {
    return new Keyboard() {
      @Override
      public boolean isThere() {
        try {
          String target = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
          return target.startsWith("/dev/pts/")
              || target.startsWith("/dev/tty")
              || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException _) {
          return Optional.ofNullable(System.console()).filter(c -> c.isTerminal()).isPresent();
        }
      }

      @Override
      public Optional<String> line() {
        try {
          // Not closed: standard input is the process' own.
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
          return Optional.ofNullable(reader.readLine());
        } catch (IOException e) {
          throw new UncheckedIOException("standard input cannot be read", e);
        }
      }
    };
  }
}
