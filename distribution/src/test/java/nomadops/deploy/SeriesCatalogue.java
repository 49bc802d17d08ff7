package nomadops.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;

/// Every series that a process of ours may serve, with its labels: the families of the cluster's
/// state from their declarations, everything else from the reference, which another test holds to
/// the declarations.
final class SeriesCatalogue {
  /// What Prometheus and its service discovery put on every series.
  private static final Set<String> OF_THE_TARGET = Set.of("job", "instance", "pod");

  private static final Path REFERENCE = Path.of("../docs/metrics.md");

  private final Map<String, Set<String>> labels = new HashMap<>();

  static SeriesCatalogue read() throws IOException {
    SeriesCatalogue all = new SeriesCatalogue();
    for (Family family : Families.ALL) {
      if (family.kind() == Family.Kind.HISTOGRAM) {
        all.histogram(family.name(), family.labels());
      } else {
        all.put(family.name(), family.labels());
      }
    }
    Files.readAllLines(REFERENCE).forEach(all::row);
    return all;
  }

  /// A row of one of the reference's tables: name, type, tags, meaning; or with detail before the
  /// labels.
  private void row(String line) {
    if (!line.startsWith("| `")) {
      return;
    }
    String[] cells = line.split("(?<!\\\\)\\|", -1);
    String name = cells[1].replace("`", "").strip();
    String tags = cells[cells.length - 3].replace("`", "").strip();
    List<String> names = tags.isEmpty() ? List.of() : Arrays.asList(tags.split(", ", -1));
    if (Set.of("timer", "histogram").contains(cells[2].strip())) {
      histogram(name, names);
      put(name + "_max", names);
    } else {
      put(name, names);
    }
  }

  private void histogram(String name, List<String> names) {
    put(name + "_sum", names);
    put(name + "_count", names);
    put(name + "_bucket", union(names, Set.of("le")));
  }

  private void put(String name, Iterable<String> names) {
    labels.put(name, union(names, OF_THE_TARGET));
  }

  /// Adds what a recording rule makes.
  void record(String name, Set<String> itsLabels) {
    labels.put(name, Set.copyOf(itsLabels));
  }

  /// The labels of a series; names one that does not exist.
  Set<String> labels(String name) {
    Set<String> known = labels.get(name);
    if (known == null) {
      throw new IllegalArgumentException("no process serves " + name);
    }
    return known;
  }

  private static Set<String> union(Iterable<String> names, Set<String> more) {
    Set<String> all = new TreeSet<>(more);
    names.forEach(all::add);
    return all;
  }
}
