package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Golden;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What every command says of itself. */
class HelpTest {
  @Test
  void everyCommandExplainsItself() {
    StringBuilder all = new StringBuilder();
    for (List<String> words : commands(new CommandLine(NomadOps.tree()), List.of())) {
      List<String> asked = new ArrayList<>(words);
      asked.add("--help");
      all.append("$ nomad-ops ").append(String.join(" ", asked)).append('\n');
      all.append(answer(asked)).append('\n');
    }
    Golden.matches("help.txt", all.toString());
  }

  private static List<List<String>> commands(CommandLine command, List<String> words) {
    List<List<String>> all = new ArrayList<>(List.of(words));
    command
        .getSubcommands()
        .forEach((name, sub) -> {
          List<String> longer = new ArrayList<>(words);
          longer.add(name);
          all.addAll(commands(sub, longer));
        });
    return all;
  }

  private static String answer(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings around = new Surroundings(Map.of(), stream, stream, Terminal.PIPE, Terminal.PIPE);
    ExitCode code = new Program(NomadOps.tree(), around).run(words.toArray(String[]::new));
    assertThat(code).isEqualTo(ExitCode.DONE);
    return out.toString(StandardCharsets.UTF_8);
  }
}
