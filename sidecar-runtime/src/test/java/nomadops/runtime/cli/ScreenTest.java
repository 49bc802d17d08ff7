package nomadops.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final Terminal WIDE = new Terminal(true, false, 80);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  @Test
  void aTableAlignsTextLeftAndNumbersRight() {
    assertThat(table().text(WIDE))
        .isEqualTo(
            """
            JOB           AGE (h)  WHY
            default/ci-1       12  dead for longer than 4h
            b                   3  kept: last of its parent
            """);
  }

  @Test
  void aNarrowTerminalCutsTheFlexibleColumnsOnly() {
    assertThat(table().text(new Terminal(true, false, 36)))
        .isEqualTo(
            """
            JOB           AGE (h)  WHY
            default/ci-1       12  dead for lon…
            b                   3  kept: last o…
            """);
    assertThat(table().text(Terminal.PIPE)).contains("dead for longer than 4h");
  }

  @Test
  void theSameRowsAsJsonKeepTheirNumbers() {
    assertThat(table().json())
        .isEqualTo(
            """
            [{"job":"default/ci-1","age_hours":12,"why":"dead for longer than 4h"},
             {"job":"b","age_hours":3,"why":"kept: last of its parent"}]
            """);
    assertThat(new Table(Table.Column.fixed("A", "a")).json()).isEqualTo("[]\n");
  }

  @Test
  void escapeSequencesInNamesDoNotReachTheTerminal() {
    Table table = new Table(Table.Column.fixed("JOB", "job")).row("\u001b[31mevil\u0007\nname");

    assertThat(table.text(WIDE)).isEqualTo("JOB\n [31mevil  name\n");
  }

  @Test
  void colourNeedsATerminalThatWantsIt() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm", "COLUMNS", "100")))
        .isEqualTo(new Terminal(true, true, 100));
    assertThat(
            Terminal.of(true, Map.of("TERM", "xterm", "COLUMNS", "100", "NO_COLOR", "1")).colour())
        .isFalse();
    assertThat(Terminal.of(true, Map.of("TERM", "dumb", "COLUMNS", "100")))
        .isEqualTo(new Terminal(false, false, 100));
    assertThat(Terminal.of(false, Map.of("TERM", "xterm"))).isEqualTo(Terminal.PIPE);
    assertThat(new Terminal(true, true, 80).paint(Terminal.Style.RED, "x"))
        .isEqualTo("\u001b[31mx\u001b[0m");
    assertThat(WIDE.paint(Terminal.Style.RED, "x")).isEqualTo("x");
  }

  @Test
  void onATerminalTheBarIsRedrawnInPlaceWithRateAndRemainingTime() {
    ProgressBar bar = bar(OptionalLong.of(2000), WIDE);
    now += Duration.ofSeconds(10).toNanos();
    bar.add(500);
    bar.add(1); // too soon to redraw
    bar.note("a word");
    now += Duration.ofSeconds(1).toNanos();
    bar.add(499);
    bar.close();

    assertThat(err())
        .isEqualTo(
            "\r\u001b[K[████████······················] purging 500/2000 (25%), 50/s, 30s left"
                + "\r\u001b[Ka word\n"
                + "\r\u001b[K[███████████████···············] purging 1000/2000 (50%), 91/s, 11s left"
                + "\r\u001b[K[███████████████···············] purging 1000/2000 (50%), 91/s, 11s left\n");
  }

  @Test
  void elsewhereALineIsWrittenNowAndThenAndTheTotalMayBeUnknown() {
    ProgressBar bar = bar(OptionalLong.empty(), Terminal.PIPE);
    for (int second = 0; second < 25; second++) {
      now += Duration.ofSeconds(1).toNanos();
      bar.add(4);
    }
    bar.close();

    assertThat(err().lines())
        .containsExactly("purging 40, 4.0/s", "purging 80, 4.0/s", "purging 100, 4.0/s");
  }

  @Test
  void oneDashIsEnoughForLongOptions() {
    assertThat(
            GoArguments.normalise(
                List.of(
                    "gc",
                    "-json",
                    "-h",
                    "-address=http://x",
                    "--keep-for=4h",
                    "-1",
                    "-",
                    "--",
                    "-once")))
        .containsExactly(
            "gc", "--json", "-h", "--address=http://x", "--keep-for=4h", "-1", "-", "--", "-once");
  }

  private ProgressBar bar(OptionalLong total, Terminal terminal) {
    return new ProgressBar(
        "purging",
        total,
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        () -> now,
        Duration.ofSeconds(10));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static Table table() {
    return new Table(
            Table.Column.fixed("JOB", "job"),
            Table.Column.fixed("AGE (h)", "age_hours"),
            Table.Column.flexible("WHY", "why"))
        .row("default/ci-1", 12, "dead for longer than 4h")
        .row("b", 3, "kept: last of its parent");
  }
}
