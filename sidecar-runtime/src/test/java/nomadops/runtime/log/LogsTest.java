package nomadops.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void textIsAlignedAndCannotBeForged() {
    assertThat(
            new TextLayout(false)
                .doLayout(event(Level.WARN, "job x\n2026 INFO  forged\u001b[2J", null)))
        .isEqualTo("2026-11-22T21:00:00.000Z WARN  job x\n    2026 INFO  forged [2J\n");
    assertThat(new TextLayout(true).doLayout(event(Level.ERROR, "x", null)))
        .isEqualTo("\u001b[2m2026-11-22T21:00:00.000Z\u001b[0m \u001b[31mERROR\u001b[0m x\n");
  }

  @Test
  void jsonIsOneObjectALine() {
    String line =
        new JsonLayout().doLayout(event(Level.INFO, "a \"b\"\nc", new IllegalStateException("x")));

    assertThat(line)
        .startsWith(
            "{\"time\":\"2026-11-22T21:00:00Z\",\"level\":\"info\",\"logger\":\"nomadops.test\"")
        .contains(
            "\"message\":\"a \\\"b\\\"\\nc\"", "\"stack\":\"java.lang.IllegalStateException: x");
    assertThat(line.strip()).doesNotContain("\n");
  }

  @Test
  void librariesAreQuietAndOurOwnLevelIsSet() {
    Logs.setUp(context, LogFormat.TEXT, LogLevel.DEBUG, false);

    assertThat(context.getLogger("org.apache.hc").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("nomadops.gc").isDebugEnabled()).isTrue();
    assertThat(context.getLogger("nomadops.gc").isTraceEnabled()).isFalse();
  }

  @Test
  void linesGoToTheStreamThatWasGivenAndDoNotCloseIt() {
    List<String> happened = new ArrayList<>();
    OutputStream err =
        new OutputStream() {
          @Override
          public void write(int b) {
            happened.add("a byte");
          }

          @Override
          public void write(byte[] text, int from, int length) {
            happened.add(new String(text, from, length, StandardCharsets.UTF_8));
          }

          @Override
          public void close() {
            happened.add("closed");
          }
        };
    context.setMDCAdapter(new LogbackMDCAdapter());
    Logs.setUp(context, err, LogFormat.JSON, LogLevel.INFO, false);
    context.getLogger("nomadops.gc").info("one");
    Logs.setUp(context, LogFormat.TEXT, LogLevel.INFO, false);

    assertThat(happened).singleElement().asString().startsWith("{").contains("one").endsWith("}\n");
  }

  @Test
  void withoutAnySetupLogsAreTextOnStderr() {
    new QuietConfigurator().configure(context);

    assertThat(context.getLogger("ROOT").iteratorForAppenders())
        .toIterable()
        .singleElement()
        .hasFieldOrPropertyWithValue("target", "System.err");
  }

  private LoggingEvent event(Level level, String message, Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent("x", context.getLogger("nomadops.test"), level, message, thrown, null);
    event.setInstant(Instant.parse("2026-11-22T21:00:00Z"));
    return event;
  }
}
