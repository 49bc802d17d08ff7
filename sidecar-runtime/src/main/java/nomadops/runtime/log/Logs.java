package nomadops.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import nomadops.runtime.config.Resolved;
import org.slf4j.LoggerFactory;

/// Sets Logback up. May be called again, e.g. after a reload.
public final class Logs {
  private Logs() {}

  /// As the settings say.
  ///
  /// @param colour the terminal behind stderr welcomes colour
  public static void setUp(Resolved settings, boolean colour) {
    setUp(settings.get(LogSettings.FORMAT), settings.get(LogSettings.LEVEL), colour);
  }

  /// Our own packages at `level`; libraries at WARN, or at DEBUG with TRACE.
  public static void setUp(LogFormat format, LogLevel level, boolean colour) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      setUp(context, format, level, colour);
    }
  }

  static void setUp(LoggerContext context, LogFormat format, LogLevel level, boolean colour) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(
        appender(context, format == LogFormat.JSON ? new JsonLayout() : new TextLayout(colour)));
    root.setLevel(level == LogLevel.TRACE ? Level.DEBUG : Level.WARN);
    context.getLogger("nomadops").setLevel(Level.valueOf(level.name()));
  }

  private static ConsoleAppender<ILoggingEvent> appender(
      LoggerContext context, LayoutBase<ILoggingEvent> layout) {
    layout.setContext(context);
    layout.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, layout));
    appender.start();
    return appender;
  }

  private static LayoutWrappingEncoder<ILoggingEvent> encoder(
      LoggerContext context, Layout<ILoggingEvent> layout) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }
}
