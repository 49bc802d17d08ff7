package nomadops.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Markdown page as far as tests of the documentation read it: headings, links, fenced blocks.
///
/// @param path of the file
/// @param prose its lines outside of fenced blocks
/// @param blocks the fenced blocks, by language, in order
record MarkdownPage(Path path, List<String> prose, List<Block> blocks) {
  private static final Pattern FENCE = Pattern.compile(" *```+ *([a-z]*).*");
  private static final Pattern HEADING = Pattern.compile("#{1,6} (.+)");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

  /// What stands between two fences.
  record Block(String language, List<String> lines) {}

  static MarkdownPage read(Path path) {
    try {
      return of(path, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MarkdownPage of(Path path, List<String> lines) {
    List<String> prose = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines) {
      Matcher fence = FENCE.matcher(line);
      if (fence.matches()) {
        if (!fenced) {
          blocks.add(new Block(fence.group(1), new ArrayList<>()));
        }
        fenced = !fenced;
      } else if (fenced) {
        blocks.getLast().lines().add(line);
      } else {
        prose.add(line);
      }
    }
    return new MarkdownPage(path, prose, blocks);
  }

  /// Every page below a folder.
  static List<MarkdownPage> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(MarkdownPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The prose below each heading of the second level.
  Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    String section = "";
    for (String line : prose) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
        sections.put(section, "");
      } else if (!section.isEmpty()) {
        sections.merge(section, line + "\n", String::concat);
      }
    }
    return sections;
  }

  /// What a link may name after its `#`, as GitHub makes it: of a heading in lower case the
  /// letters, digits, `-` and `_` stay, a space becomes `-`, and a repeated one is numbered.
  TreeSet<String> anchors() {
    TreeSet<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor =
            LINK.matcher(heading.group(1))
                .replaceAll(link -> link.group().replaceFirst("]\\(.*", "]"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
                .replace(' ', '-');
        int times = seen.merge(anchor, 1, Integer::sum);
        anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
      }
    }
    return anchors;
  }

  /// Where its links lead, those to other sites left out.
  List<String> links() {
    return prose.stream()
        .map(line -> line.replaceAll("`[^`]*`", ""))
        .flatMap(line -> LINK.matcher(line).results())
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  /// The links that lead nowhere.
  List<String> broken() {
    return links().stream()
        .filter(link -> !resolves(link))
        .map(link -> path + ": " + link)
        .toList();
  }

  private boolean resolves(String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || (target.equals(path) ? this : read(target)).anchors().contains(parts[1]);
  }
}
