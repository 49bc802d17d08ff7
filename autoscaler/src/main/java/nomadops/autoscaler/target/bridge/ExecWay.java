package nomadops.autoscaler.target.bridge;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.target.Target;
import nomadops.runtime.redaction.Redaction;

/// A group behind a program: `PROGRAM ... read` writes a [FactsDocument] to its standard output,
/// `PROGRAM ... resize` and so on take an [Instruction] from their standard input. Exit codes: 0
/// done, 3 it was so already, 4 refused, 5 there is no such group; with any other nobody knows, and
/// it is tried again.
final class ExecWay implements Way {
  private static final int DONE = 0;
  private static final int ALREADY = 3;
  private static final int REFUSED = 4;
  private static final int NO_GROUP = 5;

  private final ExecTerms terms;
  private final InstantSource clock;
  private final Program program;
  private final Redaction redaction;

  ExecWay(ExecTerms terms, Map<String, String> environment, InstantSource clock) {
    this.terms = terms;
    this.clock = clock;
    this.program = new Program(environment);
    List<String> secrets = new ArrayList<>(Redaction.ofEnvironment(environment));
    terms.command().stream().skip(1).forEach(secrets::add);
    this.redaction = new Redaction(secrets);
  }

  @Override
  public Target.Reading read(String group) {
    Instant at = clock.instant();
    Instruction instruction = new Instruction.Read();
    Program.Run run = run(group, instruction, "");
    return switch (run) {
      case Program.Run.Ended(int code, String output, _) when code == DONE ->
          FactsDocument.read(group, output, at, redaction);
      case Program.Run.Ended(int code, _, _) when code == NO_GROUP ->
          new Target.Reading.Missing(reason(group, instruction, run));
      case Program.Run.Ended _, Program.Run.Killed _, Program.Run.NotStarted _ ->
          new Target.Reading.Unknown(reason(group, instruction, run));
    };
  }

  @Override
  public Target.Outcome tell(String group, Instruction instruction, String id) {
    Program.Run run = run(group, instruction, id);
    String reason = reason(group, instruction, run);
    return switch (run) {
      case Program.Run.Killed _, Program.Run.NotStarted _ -> new Target.Outcome.Later(reason);
      case Program.Run.Ended ended ->
          switch (ended.code()) {
            case DONE -> new Target.Outcome.Done(reason);
            case ALREADY -> new Target.Outcome.Already(reason);
            case REFUSED, NO_GROUP -> new Target.Outcome.Refused(reason);
            default -> new Target.Outcome.Later(reason);
          };
    };
  }

  private Program.Run run(String group, Instruction instruction, String id) {
    try {
      return program.run(terms, instruction.word(), instruction.json(group, id));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Program.Run.Killed("interrupted", "");
    }
  }

  private String reason(String group, Instruction instruction, Program.Run run) {
    String what =
        switch (run) {
          case Program.Run.Ended(int code, String output, String said) ->
              "exit code " + code + told(said.isBlank() ? firstLine(output) : said);
          case Program.Run.Killed(String why, String said) -> "killed: " + why + told(said);
          case Program.Run.NotStarted(String said) -> "cannot be run" + told(said);
        };
    return "group %s: %s by %s: %s"
        .formatted(group, instruction.said(), terms, redaction.clean(what));
  }

  private static String told(String said) {
    return said.isBlank() ? "" : ": " + said;
  }

  private static String firstLine(String output) {
    return output.lines().findFirst().orElse("");
  }
}
