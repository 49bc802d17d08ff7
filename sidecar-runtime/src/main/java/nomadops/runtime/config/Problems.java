package nomadops.runtime.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every fault of a configuration, in the order flags, environment, file.
public record Problems(List<Problem> list) implements Resolution {

  public Problems {
    if (list.isEmpty()) {
      throw new IllegalArgumentException("problems without a problem");
    }
    list = List.copyOf(list);
  }

  /// These and further faults.
  public Problems and(List<Problem> more) {
    return new Problems(Stream.concat(list.stream(), more.stream()).toList());
  }

  /// One line a fault, under a headline that counts them. Secrets never appear.
  public String text() {
    String headline =
        list.size() == 1
            ? "the configuration has a fault:"
            : "the configuration has " + list.size() + " faults:";
    return list.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", headline + "\n", ""));
  }
}
