package nomadops.exporter.family;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every family of the cluster's state, in the order of the reference. What the exporter tells of
/// itself is in `ExporterMeters`.
public final class Families {
  public static final List<Family> ALL =
      Stream.of(CollectionFamilies.ALL, JobFamilies.ALL, NodeFamilies.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Map<String, Family> BY_NAME = byName();

  private Families() {}

  /// The family that is scraped under this name.
  public static Optional<Family> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Map<String, Family> byName() {
    Map<String, Family> all = new HashMap<>();
    for (Family family : ALL) {
      if (all.put(family.name(), family) != null) {
        throw new IllegalStateException("two families are called " + family.name());
      }
    }
    return Map.copyOf(all);
  }

  /// Tables for the reference: name, type, detail, labels, meaning.
  public static String markdown() {
    return section("Dead jobs and their collection", CollectionFamilies.ALL)
        + "\n"
        + section("Jobs, evaluations, allocations and deployments", JobFamilies.ALL)
        + "\n"
        + section("Clients, capacity and servers", NodeFamilies.ALL);
  }

  private static String section(String title, List<Family> families) {
    StringBuilder out = new StringBuilder();
    out.append("## metrics-exporter: ").append(title).append("\n\n");
    out.append("| metric | type | detail | labels | meaning |\n|---|---|---|---|---|\n");
    for (Family family : families) {
      String labels =
          family.labels().isEmpty() ? "" : "`" + String.join("`, `", family.labels()) + "`";
      out.append("| `").append(family.name()).append("` | ");
      out.append(family.kind().word()).append(" | ").append(family.detail().word()).append(" | ");
      out.append(labels).append(" | ").append(family.meaning()).append(" |\n");
    }
    return out.toString();
  }
}
