package nomadops.runtime.preflight;

import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.FindingsText;
import nomadops.runtime.cli.Terminal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Findings for people and machines, and what they mean together.
///
/// @param tool for example `gc`
/// @param reached whether Nomad was
record Report(String tool, boolean reached, List<Finding> findings) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Report {
    findings = List.copyOf(findings);
  }

  /// Refused as by a guard when something that is needed is missing: the tool should not be started
  /// like this.
  ExitCode exitCode() {
    if (!reached) {
      return ExitCode.UNREACHABLE;
    }
    return count(Finding.Missing.class) > 0 ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private long count(Class<? extends Finding> kind) {
    return findings.stream().filter(kind::isInstance).count();
  }

  /// The last sentence.
  String sentence() {
    long missing = count(Finding.Missing.class);
    long doubtful = count(Finding.Doubtful.class);
    long untold = count(Finding.NotTold.class);
    String verdict =
        !reached
            ? tool + " cannot reach Nomad"
            : missing > 0
                ? tool
                    + " lacks "
                    + (missing == 1 ? "something" : missing + " things")
                    + " that it needs"
                : tool + " can run here";
    String rest =
        (doubtful > 0 ? "; " + doubtful + " doubtful" : "")
            + (untold > 0 ? "; " + untold + " not told" : "");
    return verdict + rest + ".";
  }

  /// The table, what is to be done, and the last sentence.
  String text(Terminal terminal) {
    Terminal.Style style = exitCode() == ExitCode.DONE ? Terminal.Style.GREEN : Terminal.Style.RED;
    return FindingsText.of(
        findings.stream().map(Report::line).toList(), sentence(), style, terminal);
  }

  private static FindingsText.Line line(Finding each) {
    Terminal.Style style =
        switch (each) {
          case Finding.Passed _ -> Terminal.Style.GREEN;
          case Finding.Missing _ -> Terminal.Style.RED;
          case Finding.Doubtful _ -> Terminal.Style.YELLOW;
          case Finding.NotTold _ -> Terminal.Style.DIM;
        };
    return new FindingsText.Line(
        each.word(), style, each.check(), each.subject(), each.evidence(), each.remedy());
  }

  /// One object: tool, verdict, findings.
  String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("tool", tool);
    json.put("ready", exitCode() == ExitCode.DONE);
    json.put("summary", sentence());
    var all = json.putArray("findings");
    for (Finding each : findings) {
      all.addObject()
          .put("result", each.word().replace(' ', '-'))
          .put("check", each.check())
          .put("subject", each.subject())
          .put("evidence", each.evidence())
          .put("remedy", each.remedy());
    }
    return json.toString() + "\n";
  }
}
