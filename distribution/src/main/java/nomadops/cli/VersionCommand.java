package nomadops.cli;

import java.util.Locale;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.config.Catalogue;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/// `nomad-ops version [-json]`: what runs here, for a bug report and for scripts.
final class VersionCommand {
  private static final String JSON = "json";

  private VersionCommand() {}

  static CommandSpec spec() {
    return Leaf.of("version", "Shows the version, and what it runs on.", Catalogue.of("version"))
        .flag(JSON, "Prints JSON.")
        .footer(
            """

            Example: nomad-ops version -json | jq -r .version\
            """)
        .runs(VersionCommand::run);
  }

  private static ExitCode run(Invocation invocation) {
    Map<String, String> facts = Installation.ofProcess().facts();
    if (invocation.flag(JSON)) {
      JsonMapper json = JsonMapper.builder().build();
      invocation.out().println(json.writerWithDefaultPrettyPrinter().writeValueAsString(facts));
    } else {
      invocation.out().println("nomad-ops " + facts.get("version"));
      facts.entrySet().stream()
          .filter(fact -> !fact.getKey().equals("version"))
          .forEach(fact -> invocation.out().println(line(fact.getKey(), fact.getValue())));
    }
    return ExitCode.DONE;
  }

  private static String line(String name, String value) {
    return String.format(Locale.ROOT, "%-10s %s", name.replace('_', ' '), value);
  }
}
