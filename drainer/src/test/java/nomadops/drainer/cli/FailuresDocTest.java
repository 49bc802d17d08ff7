package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/drainer-failures.md names tests that exist. */
class FailuresDocTest {
  private static final Path DOC = Path.of("..", "docs", "drainer-failures.md");
  private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern NAMED = Pattern.compile("`([a-z]+\\.\\w+)#(\\w+)`");

  @Test
  void everyRowHasItsTestOrSaysWhyItHasNone() throws IOException {
    List<Integer> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOC)) {
      List<MatchResult> row = ROW.matcher(line).results().toList();
      if (row.isEmpty()) {
        continue;
      }
      rows.add(Integer.parseInt(row.getFirst().group(1)));
      String tests = row.getFirst().group(2);
      List<MatchResult> named = NAMED.matcher(tests).results().toList();
      assertThat(!named.isEmpty() || tests.startsWith("not here: ")).as(line).isTrue();
      assertThat(named).as("each of %s can be read", tests).hasSize(tests.split("`").length / 2);
      named.forEach(test -> assertThat(isTest(test.group(1), test.group(2))).as(line).isTrue());
    }
    assertThat(rows).isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
  }

  private static boolean isTest(String name, String method) {
    try {
      return Arrays.stream(Class.forName("nomadops.drainer." + name).getDeclaredMethods())
          .filter(each -> each.getName().equals(method))
          .anyMatch(FailuresDocTest::isTest);
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  private static boolean isTest(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(Class::getSimpleName)
        .anyMatch(each -> each.equals("Test") || each.equals("ParameterizedTest"));
  }
}
