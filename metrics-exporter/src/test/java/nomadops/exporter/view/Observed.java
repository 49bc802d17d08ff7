package nomadops.exporter.view;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.Observations;

/// Keeps every duration that is observed.
final class Observed implements Observations {
  record Duration(Family family, double seconds, String exemplar, List<String> labels) {}

  final List<Duration> all = new CopyOnWriteArrayList<>();

  @Override
  public void observe(
      Family family, double seconds, String exemplarLabel, String exemplarId, String... labels) {
    all.add(new Duration(family, seconds, exemplarLabel, List.of(labels)));
  }

  long of(Family family) {
    return all.stream().filter(one -> one.family().equals(family)).count();
  }
}
