package nomadops.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param page relative to the repository
 * @param line of the first line within the fence
 * @param language e.g. `sh`; empty where the fence names none
 * @param notRun why no test runs it, from `
 *     <!-- not run: ... -->
 *     ` above the fence
 */
record Block(String page, int line, String language, List<String> lines, Optional<String> notRun) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern OTHER_MACHINE =
      Pattern.compile(
          "://(?!(127\\.0\\.0\\.1|localhost)[:/ ])|\\b(10|192|172|169)\\.\\d+\\.\\d+\\.\\d+|0\\.0\\.0\\.0");

  private static final String FENCE = "```";
  private static final String NOT_RUN = "<!-- not run: ";

  /** Those of every page that a user reads. */
  static List<Block> all() {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      blocks.addAll(of(ROOT.relativize(page).toString(), read(page)));
    }
    return blocks;
  }

  static List<Path> pages() {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String folder : List.of("docs", "deploy")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md") && !file.toString().contains("/adr/"))
            .sorted()
            .forEach(pages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  private static List<String> read(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Block> of(String page, List<String> text) {
    List<Block> blocks = new ArrayList<>();
    int at = 0;
    while (at < text.size()) {
      String opening = text.get(at).strip();
      if (opening.startsWith(FENCE)) {
        int end = at + 1;
        while (end < text.size() && !text.get(end).strip().equals(FENCE)) {
          end++;
        }
        String above = at == 0 ? "" : text.get(at - 1).strip();
        Optional<String> notRun =
            above.startsWith(NOT_RUN) && above.endsWith("-->")
                ? Optional.of(above.substring(NOT_RUN.length(), above.length() - 3).strip())
                : Optional.empty();
        blocks.add(
            new Block(
                page,
                at + 2,
                opening.substring(FENCE.length()).strip(),
                List.copyOf(text.subList(at + 1, Math.min(end, text.size()))),
                notRun));
        at = end;
      }
      at++;
    }
    return blocks;
  }

  /** True where running it would speak to a machine of somebody's. */
  boolean namesAnotherMachine() {
    return OTHER_MACHINE.matcher(String.join("\n", lines)).find();
  }

  boolean shell() {
    return language.equals("sh");
  }

  String where() {
    return page + ":" + line;
  }
}
