package nomadops.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import nomadops.runtime.config.Resolved;
import org.slf4j.LoggerFactory;

/// Sets Logback up. May be called again, e.g. after a reload.
public final class Logs {
  private Logs() {}

  /// As the settings say: our own packages at the level, libraries at WARN, or at DEBUG with TRACE.
  ///
  /// @param err where lines go, each in one write; it is never closed
  /// @param colour the terminal behind it welcomes colour
  public static void setUp(Resolved settings, OutputStream err, boolean colour) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      setUp(
          context, err, settings.get(LogSettings.FORMAT), settings.get(LogSettings.LEVEL), colour);
    }
  }

  static void setUp(
      LoggerContext context, OutputStream err, LogFormat format, LogLevel level, boolean colour) {
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setOutputStream(new Unclosed(err));
    setUp(context, appender, format, level, colour);
  }

  /// To this process' stderr, before there are settings.
  static void setUp(LoggerContext context, LogFormat format, LogLevel level, boolean colour) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    setUp(context, appender, format, level, colour);
  }

  private static void setUp(
      LoggerContext context,
      OutputStreamAppender<ILoggingEvent> appender,
      LogFormat format,
      LogLevel level,
      boolean colour) {
    LayoutBase<ILoggingEvent> layout =
        format == LogFormat.JSON ? new JsonLayout() : new TextLayout(colour);
    layout.setContext(context);
    layout.start();
    appender.setEncoder(encoder(context, layout));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(level == LogLevel.TRACE ? Level.DEBUG : Level.WARN);
    context.getLogger("nomadops").setLevel(Level.valueOf(level.name()));
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

  /// Logback closes what it writes to when it is set up anew; stderr is not its own.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] line, int from, int length) throws IOException {
      out.write(line, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
