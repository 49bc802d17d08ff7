package nomadops.bench;

import java.util.Locale;
import java.util.function.Consumer;

/// Says what is being measured, on stderr.
public record Log(Consumer<String> lines) {
  public void say(String format, Object... values) {
    lines.accept(String.format(Locale.ROOT, format, values));
  }
}
