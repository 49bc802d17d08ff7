package nomadops.exporter.reading;

import java.util.List;
import nomadops.exporter.family.Family;

/// One family's points, each of another series.
///
/// @param family no histogram
public record Reading(Family family, List<Point> points) {
  public Reading {
    points = List.copyOf(points);
    if (family.kind() == Family.Kind.HISTOGRAM) {
      throw new IllegalArgumentException(family.name() + " is a histogram; it is observed");
    }
    for (Point point : points) {
      if (point.labels().size() != family.labels().size()) {
        throw new IllegalArgumentException(
            family.name() + " has the labels " + family.labels() + ", not " + point.labels());
      }
    }
  }
}
