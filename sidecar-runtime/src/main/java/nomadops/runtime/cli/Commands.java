package nomadops.runtime.cli;

import nomadops.runtime.ExitCode;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigPrint;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The commands that every tool has.
public final class Commands {
  private Commands() {}

  /// A command that only holds others.
  public static CommandSpec group(String name, String description, CommandSpec... commands) {
    CommandSpec spec = CommandSpec.create().name(name);
    describe(spec, description);
    for (CommandSpec command : commands) {
      spec.addSubcommand(command.name(), command);
    }
    return spec;
  }

  /// `config print [-json|-template]`: the effective configuration of a process, with origins.
  public static CommandSpec config(Catalogue catalogue) {
    CommandSpec print =
        Leaf.of("print", "Shows every setting, its value and where that came from.", catalogue)
            .flag("json", "Prints JSON.")
            .flag("template", "Prints a commented YAML file with every setting.")
            .runs(invocation -> print(invocation, catalogue));
    return group("config", "Configuration of " + catalogue.process() + ".", print);
  }

  private static ExitCode print(Invocation invocation, Catalogue catalogue) {
    if (invocation.flag("template")) {
      invocation.out().print(ConfigPrint.template(catalogue));
    } else if (invocation.flag("json")) {
      invocation.out().println(ConfigPrint.json(invocation.settings()));
    } else {
      Table table =
          new Table(
              Table.Column.fixed("KEY", "key"),
              Table.Column.flexible("VALUE", "value"),
              Table.Column.flexible("ORIGIN", "origin"));
      ConfigPrint.rows(invocation.settings()).forEach(row -> table.row(row.toArray()));
      invocation.out().print(table.text(invocation.around().outTerminal()));
    }
    return ExitCode.DONE;
  }

  static void describe(CommandSpec spec, String description) {
    spec.usageMessage().description(description.replace("%", "%%"));
    spec.usageMessage().abbreviateSynopsis(true);
    spec.usageMessage().sortOptions(false);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .arity("0")
            .description("Shows this text.")
            .build());
    spec.addOption(
        OptionSpec.builder("--debug")
            .type(boolean.class)
            .arity("0")
            .description("Shows stack traces of failures.")
            .build());
  }
}
