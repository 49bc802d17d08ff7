package nomadops.exporter.reading;

import java.util.List;

/// One series and its value.
///
/// @param labels the values of the family's labels, in their order
public record Point(List<String> labels, double value) {
  public Point {
    labels = List.copyOf(labels);
  }
}
