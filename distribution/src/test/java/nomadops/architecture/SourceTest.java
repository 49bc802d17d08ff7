package nomadops.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What class files cannot tell: every room introduces itself, and files stay small. */
class SourceTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final int MOST_LINES = 300;

  @Test
  void everyPackageIntroducesItself() throws IOException {
    List<Path> silent =
        productionSources()
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !introduced(folder.resolve("package-info.java")))
            .toList();
    assertThat(silent).as("packages without @NullMarked and a paragraph").isEmpty();
  }

  @Test
  void noClassNeedsScrollingTwice() throws IOException {
    assertThat(productionSources().filter(file -> lines(file) > MOST_LINES).toList())
        .as("files of more than %d lines", MOST_LINES)
        .isEmpty();
  }

  @Test
  void everyModuleHasAReadmeOfOneScreen() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      List<Path> modules =
          folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList();
      assertThat(modules).isNotEmpty();
      assertThat(modules)
          .allSatisfy(module -> {
            assertThat(module.resolve("README.md")).exists();
            assertThat(lines(module.resolve("README.md"))).isLessThanOrEqualTo(120);
          });
    }
  }

  private static Stream<Path> productionSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 20)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .toList()
          .stream();
    }
  }

  private static boolean introduced(Path info) {
    if (!Files.exists(info)) {
      return false;
    }
    String text = read(info);
    return text.contains("@NullMarked") && (text.contains("///") || text.contains("/**"));
  }

  private static long lines(Path file) {
    return read(file).lines().count();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
