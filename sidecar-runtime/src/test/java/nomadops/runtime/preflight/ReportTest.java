package nomadops.runtime.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Terminal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Finding OK = new Finding.Passed("address", "http://a", "it answers");
  private static final Finding MISSING =
      new Finding.Missing("rights", "node:write", "not granted", "node { policy = \"write\" }");
  private static final Finding DOUBTFUL =
      new Finding.Doubtful("clock", "clocks", "40 s behind", "NTP");
  private static final Finding UNTOLD = new Finding.NotTold("broker", "the broker", "no right");

  private static Report report(Finding... findings) {
    return new Report("gc", true, List.of(findings));
  }

  @Test
  void whatIsMissingRefusesAndWhatIsDoubtfulDoesNot() {
    assertThat(report(OK, DOUBTFUL, UNTOLD).exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(report(OK, MISSING).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(new Report("gc", false, List.of(MISSING)).exitCode())
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void theLastSentenceTellsTheWhole() {
    assertThat(report(OK).sentence()).isEqualTo("gc can run here.");
    assertThat(report(OK, DOUBTFUL, UNTOLD).sentence())
        .isEqualTo("gc can run here; 1 doubtful; 1 not told.");
    assertThat(report(MISSING, MISSING).sentence()).isEqualTo("gc lacks 2 things that it needs.");
    assertThat(new Report("gc", false, List.of(MISSING)).sentence())
        .isEqualTo("gc cannot reach Nomad.");
  }

  @Test
  void theTableShowsEachAndTheRemedyOfWhatHasOne() {
    String text = report(OK, MISSING, UNTOLD).text(Terminal.PIPE);
    assertThat(text)
        .contains("RESULT", "ok ", "missing ", "not told ", "node:write")
        .contains("  do:   node { policy = \"write\" }")
        .endsWith("\n\ngc lacks something that it needs; 1 not told.\n")
        .doesNotContain("\u001b");
    assertThat(report(OK).text(Terminal.PIPE)).doesNotContain("do:");
  }

  @Test
  void colourIsShownWhereItIsWelcomeAndANarrowTerminalGetsNarrowLines() {
    Terminal narrow = new Terminal(true, true, 50);
    String text = report(OK, MISSING, DOUBTFUL, UNTOLD).text(narrow);
    assertThat(text).contains("\u001b[32mok\u001b[0m").contains("\u001b[31mmissing\u001b[0m");
    assertThat(text.replaceAll("\u001b\\[[0-9]+m", "").lines())
        .allMatch(line -> line.length() <= 50);
  }

  @Test
  void whatOthersSaySendsNoEscapes() {
    Finding rude = new Finding.Doubtful("a", "b", "\u001b[2Jgone", "\u001b[2J");
    assertThat(report(rude).text(Terminal.PIPE)).doesNotContain("\u001b");
  }

  @Test
  void machinesGetOneObject() {
    JsonNode json = JsonMapper.builder().build().readTree(report(OK, MISSING).json());
    assertThat(json.path("ready").asBoolean()).isFalse();
    assertThat(json.at("/findings/1/result").asString()).isEqualTo("missing");
    assertThat(json.at("/findings/1/remedy").asString()).contains("write");
    assertThat(
            JsonMapper.builder().build().readTree(report(UNTOLD).json()).at("/findings/0/result"))
        .hasToString("\"not-told\"");
  }
}
