package nomadops.exporter.selection;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;

/// How many series a family may have. What counts most is kept, and the same is kept by every
/// replica: the greatest values first, then by labels.
///
/// The rest of a gauge that counts things becomes one series whose labels are all `other`, so that
/// a sum over the family stays right. Everything else loses its rest. A maximum, an age or a time
/// has no sum. A counter has one, but it would fall whenever a series grew into the kept ones, and
/// `rate()` would take that for a restart.
///
/// @param most series of one family, the one that is called other included; at least 1
public record Budget(int most) {
  private static final String OTHER = "other";

  /// Gauges that count things.
  private static final Set<Family> ADD_UP =
      Set.of(
          CollectionFamilies.ELIGIBLE,
          CollectionFamilies.BLOCKED,
          CollectionFamilies.OVERDUE,
          JobFamilies.JOBS,
          JobFamilies.QUEUED,
          JobFamilies.JOB_QUEUED,
          JobFamilies.JOB_STATUS,
          JobFamilies.EVALUATIONS,
          JobFamilies.FAILED_GROUPS,
          JobFamilies.JOB_FAILED_GROUPS,
          JobFamilies.ALLOCATIONS,
          JobFamilies.JOB_ALLOCATIONS,
          JobFamilies.DEPLOYMENTS,
          JobFamilies.AWAITING_PROMOTION,
          JobFamilies.DEPLOYMENT_ALLOCATIONS,
          NodeFamilies.NODES,
          NodeFamilies.DRIVERS,
          NodeFamilies.ALLOCATABLE_CPU,
          NodeFamilies.ALLOCATABLE_MEMORY,
          NodeFamilies.ALLOCATED_CPU,
          NodeFamilies.ALLOCATED_MEMORY,
          NodeFamilies.STRANDED_CPU,
          NodeFamilies.STRANDED_MEMORY);

  /// Where the least matters most: a driver that is not healthy, a deadline that is near.
  private static final Set<Family> LEAST_FIRST =
      Set.of(NodeFamilies.DRIVER_HEALTHY, JobFamilies.DEPLOYMENT_DEADLINE);

  private static final Comparator<Point> BY_LABELS = comparing(Point::labels, Budget::compare);

  public Budget {
    if (most < 1) {
      throw new IllegalArgumentException("a family has room for at least 1 series, not " + most);
    }
  }

  /// What is left.
  ///
  /// @param dropped points that have no series of their own any more
  public record Cut(Reading kept, int dropped) {}

  /// The reading, with no more points than there is room for.
  public Cut cut(Reading reading) {
    List<Point> points = reading.points();
    if (points.size() <= most) {
      return new Cut(reading, 0);
    }
    Family family = reading.family();
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(order(family));
    boolean sum = ADD_UP.contains(family);
    int own = sum ? most - 1 : most;
    List<Point> kept = new ArrayList<>(sorted.subList(0, own));
    if (sum) {
      add(kept, rest(family, sorted.subList(own, sorted.size())));
    }
    return new Cut(new Reading(family, kept), sorted.size() - own);
  }

  private static Comparator<Point> order(Family family) {
    // What is no number counts least.
    boolean least = LEAST_FIRST.contains(family);
    return comparingDouble((Point p) ->
            Double.isNaN(p.value()) ? Double.POSITIVE_INFINITY : least ? p.value() : -p.value())
        .thenComparing(BY_LABELS);
  }

  private static Point rest(Family family, List<Point> rest) {
    double sum = rest.stream().mapToDouble(Point::value).filter(v -> !Double.isNaN(v)).sum();
    return new Point(Collections.nCopies(family.labels().size(), OTHER), sum);
  }

  /// A cluster may have something that is really called other, and no series is there twice.
  private static void add(List<Point> kept, Point rest) {
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).labels().equals(rest.labels())) {
        kept.set(i, new Point(rest.labels(), kept.get(i).value() + rest.value()));
        return;
      }
    }
    kept.add(rest);
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
