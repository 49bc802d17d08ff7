package nomadops.runtime.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What one output stream can show.
///
/// @param interactive a person watches: lines may be redrawn
/// @param colour escape sequences for colour are welcome
/// @param width columns
public record Terminal(boolean interactive, boolean colour, int width) {
  /// Nobody watches: a file or a pipe.
  public static final Terminal PIPE = new Terminal(false, false, 120);

  /// Looks at stdout (1) or stderr (2) of this process.
  static Terminal detect(int descriptor, Map<String, String> environment) {
    return of(isTerminal(descriptor), environment);
  }

  /// Pure: colour only on a terminal that is not dumb, and never with NO_COLOR.
  static Terminal of(boolean terminal, Map<String, String> environment) {
    if (!terminal) {
      return PIPE;
    }
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colour = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
    int width =
        columns(environment.getOrDefault("COLUMNS", "")).or(Terminal::askTheTerminal).orElse(80);
    return new Terminal(!dumb, colour, width);
  }

  /// `text` in `style` if colour is welcome.
  public String paint(Style style, String text) {
    return colour ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
  }

  /// The few styles in use.
  public enum Style {
    BOLD(1),
    DIM(2),
    RED(31),
    GREEN(32),
    YELLOW(33);

    private final int code;

    Style(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
  }

  private static Optional<Integer> columns(String text) {
    return text.matches("\\d{1,4}")
        ? Optional.of(Integer.parseInt(text)).filter(w -> w >= 20)
        : Optional.empty();
  }

  private static Optional<Integer> askTheTerminal() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return columns(size.strip().replaceFirst("\\d+ ", ""));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
