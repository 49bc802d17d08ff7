package nomadops.autoscaler.trace.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.runtime.config.Nearest;

/// Where each column of a file is.
///
/// @param index by name
/// @param count how many fields a line has
record CsvColumns(Map<String, Integer> index, int count) {
  private static final List<String> NEEDED =
      List.of("time", "job", "group", "count", "cpu", "memory", "duration");
  private static final List<String> KNOWN =
      List.of("time", "job", "group", "count", "cpu", "memory", "duration", "priority", "disk");
  static final String USUAL = String.join(",", NEEDED) + "[,priority][,disk]";

  CsvColumns {
    index = Map.copyOf(index);
  }

  static CsvColumns of(List<String> names, Faults faults) {
    Map<String, Integer> index = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      // A byte order mark is what some spreadsheets begin with.
      String name = names.get(i).replace("\uFEFF", "");
      if (!KNOWN.contains(name)) {
        String hint = Nearest.hint(name, KNOWN);
        faults.add("column " + (i + 1), name, hint.isEmpty() ? "one of " + USUAL : hint);
      } else if (index.putIfAbsent(name, i) != null) {
        faults.add("column " + (i + 1), name, "each column once");
      }
    }
    for (String name : NEEDED) {
      if (!index.containsKey(name)) {
        faults.add("header", String.join(",", names), "the column " + name + " too");
      }
    }
    return new CsvColumns(index, names.size());
  }

  String get(List<String> fields, String column, String otherwise) {
    Integer at = index.get(column);
    return at == null ? otherwise : fields.get(at);
  }
}
