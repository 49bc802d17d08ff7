package nomadops.architecture;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nomadops.runtime.Golden;
import org.junit.jupiter.api.Test;

/** A type becomes public on purpose, or not at all. */
class PublicTypesTest {
  @Test
  void aPackageShowsTheseTypesAndNoOther() {
    Map<String, TreeSet<String>> shown = new TreeMap<>();
    for (JavaClass type : ProductionClasses.ALL) {
      if (type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        shown
            .computeIfAbsent(type.getPackageName(), _ -> new TreeSet<>())
            .add(type.getSimpleName());
      }
    }
    Golden.matches(
        "public-types.txt",
        shown.entrySet().stream()
            .map(e -> e.getKey() + "\n" + indented(e.getValue()))
            .collect(joining("\n")));
  }

  private static String indented(Set<String> names) {
    return names.stream().map(name -> "  " + name + "\n").collect(joining());
  }
}
