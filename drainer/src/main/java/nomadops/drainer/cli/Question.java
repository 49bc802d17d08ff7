package nomadops.drainer.cli;

import java.util.Locale;
import nomadops.drainer.drain.Seen;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Surroundings;

/// Asks once more before a node is drained; only where somebody can answer.
final class Question {
  private Question() {}

  /// Whether to go on. Where stdin or stderr is no terminal nobody is asked, and it goes on: who
  /// writes a script has decided, and a script must not hang.
  static boolean goesOn(Seen seen, boolean seesAll, Surroundings around, Keyboard keyboard) {
    if (!around.errTerminal().interactive() || !keyboard.isThere()) {
      return true;
    }
    around.err().print("drain " + described(seen, seesAll) + "? [y/N] ");
    around.err().flush();
    String answer = keyboard.line().orElse("").strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  /// `node 1a2b3c4d (client-7, 12 allocations, 3 of them batch)`.
  static String described(Seen seen, boolean seesAll) {
    String what =
        seen.placed()
            .map(_ -> {
              long all = seen.running().size();
              long batch =
                  seen.running().stream().filter(a -> a.job().type().endsWith("batch")).count();
              String least = seesAll ? "" : "at least ";
              return least
                  + Words.count(all, "allocation")
                  + (batch > 0 ? ", " + batch + " of them batch" : "");
            })
            .orElse("what runs there is not known");
    return "node " + seen.shortId() + " (" + seen.facts().name() + ", " + what + ")";
  }
}
