package nomadops.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Lets long options be written with one dash, as the Nomad CLI does: `-address=...` means
/// `--address=...`.
final class GoArguments {
  private static final Pattern SINGLE_DASH_LONG =
      Pattern.compile("-[a-zA-Z][a-zA-Z0-9-]+(=.*)?", Pattern.DOTALL);

  private GoArguments() {}

  /// The same arguments with two dashes; what follows `--` is left alone.
  static List<String> normalise(List<String> arguments) {
    List<String> out = new ArrayList<>(arguments.size());
    boolean literal = false;
    for (String argument : arguments) {
      literal = literal || argument.equals("--");
      boolean longOption = !literal && SINGLE_DASH_LONG.matcher(argument).matches();
      out.add(longOption ? "-" + argument : argument);
    }
    return out;
  }
}
