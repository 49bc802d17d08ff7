package nomadops.cli.reference;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Completion of commands, options and their values for bash and zsh.
final class Completion {
  private static final String NAME = "nomad-ops";

  private Completion() {}

  /// To be sourced, or put into bash-completion's folder under the command's own name.
  static String bash(CommandSpec root) {
    // It is sourced: the line that names an interpreter would be wrong in a folder of completions.
    return AutoComplete.bash(NAME, new CommandLine(root)).replaceFirst("^#!.*\n", "");
  }

  /// To be put into a folder of zsh's `fpath` as `_nomad-ops`: bash's, by way of zsh's
  /// bashcompinit.
  ///
  /// The first call comes from zsh's own loader, so it completes, too.
  static String zsh(CommandSpec root) {
    return String.join(
        "\n",
        "#compdef " + NAME,
        "autoload -Uz +X compinit bashcompinit && bashcompinit",
        // Bash's, which says that no space follows; bashcompinit has none.
        "(( $+functions[compopt] )) || compopt() { : }",
        bash(root),
        "_bash_complete -o default -F _complete_" + NAME,
        "");
  }
}
