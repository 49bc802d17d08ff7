package nomadops.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// `2026-11-22T21:00:00.123Z INFO message`. A line break in a message is indented, so that what a
/// job is called cannot forge a line.
final class TextLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean colour;

  TextLayout(boolean colour) {
    this.colour = colour;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(paint("2", TIME.format(event.getInstant()))).append(' ');
    line.append(level(event.getLevel())).append(' ');
    line.append(clean(event.getFormattedMessage())).append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString();
  }

  private String level(Level level) {
    String name = level.toString();
    String padded = name + " ".repeat(Math.max(0, 5 - name.length()));
    return switch (level.toInt()) {
      case Level.ERROR_INT -> paint("31", padded);
      case Level.WARN_INT -> paint("33", padded);
      default -> padded;
    };
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static String clean(String message) {
    return message.replace("\r", "").replace("\n", "\n    ").replace('\u001b', ' ');
  }
}
