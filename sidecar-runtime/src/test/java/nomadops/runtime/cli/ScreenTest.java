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
  void aNarrowTerminalLosesOptionalColumnsBeforeFlexibleOnesBecomeHardToRead() {
    Table table =
        new Table(
                Table.Column.flexible("JOB", "job"),
                Table.Column.optional("TYPE", "type"),
                Table.Column.flexible("WHY", "why"),
                Table.Column.optional("CODE", "code"))
            .row("default/ci-1", "batch", "dead for longer than its rule keeps it, 4h", "expired");

    assertThat(table.text(Terminal.PIPE))
        .endsWith("default/ci-1  batch  dead for longer than its rule keeps it, 4h  expired\n");
    assertThat(table.text(new Terminal(true, false, 56)))
        .isEqualTo(
            """
            JOB           TYPE   WHY                         CODE
            default/ci-1  batch  dead for longer than its …  expired
            """);
    assertThat(table.text(new Terminal(true, false, 46)))
        .isEqualTo(
            """
            JOB           TYPE   WHY
            default/ci-1  batch  dead for longer than its…
            """);
    assertThat(table.text(new Terminal(true, false, 30)).lines())
        .hasSize(2)
        .allMatch(line -> line.length() <= 30);
    assertThat(table.json()).contains("\"code\":\"expired\"");
  }

  @Test
  void noLineIsWiderThanTheTerminalHoweverNarrow() {
    assertThat(table().text(new Terminal(true, false, 20)).lines())
        .hasSize(3)
        .allMatch(line -> line.length() <= 20);
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
    Screen screen = screen(WIDE);
    ProgressBar bar = bar(OptionalLong.of(2000), screen);
    now += Duration.ofSeconds(10).toNanos();
    bar.add(500);
    bar.add(1); // too soon to redraw
    screen.above().println("a word");
    now += Duration.ofSeconds(1).toNanos();
    bar.add(499);
    bar.close();

    assertThat(err())
        .isEqualTo(
            "\r\u001b[K[████████······················] purging 500/2000 (25%), 50/s, 30s left"
                + "\r\u001b[Ka word\n"
                + "[████████······················] purging 500/2000 (25%), 50/s, 30s left"
                + "\r\u001b[K[███████████████···············] purging 1000/2000 (50%), 91/s, 11s left"
                + "\r\u001b[K[███████████████···············] purging 1000/2000 (50%), 91/s, 11s left\n");
  }

  @Test
  void elsewhereALineIsWrittenNowAndThenAndTheTotalMayBeUnknown() {
    ProgressBar bar = bar(OptionalLong.empty(), screen(Terminal.PIPE));
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

  @Test
  void aLineThatIsWrittenInPiecesIsNotTornByTheBar() {
    Screen screen = screen(WIDE);
    screen.above().println("before");
    screen.foot("[1]");
    screen.above().print("half");
    screen.foot("[2]");
    screen.above().print(" and half\n");
    screen.leaveFoot();
    screen.above().println("after");

    assertThat(err()).isEqualTo("before\n\r\u001b[K[1]\r\u001b[Khalf and half\n[2]\nafter\n");
  }

  @Test
  void theTotalMayBecomeKnownOnTheWay() {
    ProgressBar bar = bar(OptionalLong.empty(), screen(Terminal.PIPE));
    now += Duration.ofSeconds(10).toNanos();
    bar.add(10);
    bar.total(40);
    now += Duration.ofSeconds(10).toNanos();
    bar.add(10);
    bar.total(5);
    bar.close();

    assertThat(err().lines())
        .containsExactly(
            "purging 10, 1.0/s",
            "purging 20/40 (50%), 1.0/s, 20s left",
            "purging 20/20 (100%), 1.0/s");
  }

  private Screen screen(Terminal terminal) {
    return new Screen(new PrintStream(err, true, StandardCharsets.UTF_8), terminal);
  }

  private ProgressBar bar(OptionalLong total, Screen screen) {
    return new ProgressBar("purging", total, screen, () -> now, Duration.ofSeconds(10));
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
