package nomadops.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * Enough of a shell's grammar to find the commands of ours in a block: words, quotes, comments,
 * lists, substitutions.
 */
final class ShellWords {
  private static final String PROGRAM = "nomad-ops";

  private ShellWords() {}

  /**
   * The arguments of each call of `nomad-ops` in these lines; a line that ends with a backslash
   * goes on.
   */
  static List<List<String>> calls(List<String> lines) {
    List<List<String>> calls = new ArrayList<>();
    for (String line : String.join("\n", lines).replaceAll("\\\\\n\\s*", " ").split("\n", -1)) {
      for (List<String> command : commands(line)) {
        int at = command.indexOf(PROGRAM);
        if (at >= 0 && command.subList(0, at).stream().allMatch(ShellWords::before)) {
          calls.add(List.copyOf(command.subList(at + 1, command.size())));
        }
      }
    }
    return calls;
  }

  // What may stand before a command's own name: variables for it, and programs that run another.
  private static boolean before(String word) {
    return word.matches("[A-Z_]+=.*")
        || List.of("sudo", "exec", "if", "!", "env", "time").contains(word);
  }

  private static List<List<String>> commands(String line) {
    List<List<String>> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i <= line.length(); i++) {
      char c = i == line.length() ? '\n' : line.charAt(i);
      if (quote != 0 && c != '\n') {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
        continue;
      }
      if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
        continue;
      }
      boolean comment = c == '#' && !inWord;
      boolean ends = c == '\n' || comment || ";|&()`".indexOf(c) >= 0;
      if (ends || c == ' ' || c == '\t') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        if (ends && !words.isEmpty()) {
          commands.add(withoutRedirections(words));
          words = new ArrayList<>();
        }
        if (comment) {
          break;
        }
        continue;
      }
      word.append(c);
      inWord = true;
    }
    return commands;
  }

  private static List<String> withoutRedirections(List<String> words) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).matches("[0-9]?[<>]{1,2}")) {
        i++; // the file is the next word
      } else if (!words.get(i).matches("[0-9]?[<>].*") && !words.get(i).equals("$")) {
        kept.add(words.get(i));
      }
    }
    return kept;
  }
}
