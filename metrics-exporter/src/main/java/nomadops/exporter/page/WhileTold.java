package nomadops.exporter.page;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Families that are there only while this process is the one that tells of the cluster: two that
/// show what both have observed count it twice.
public final class WhileTold implements MultiCollector {
  private final MultiCollector families;
  private final BooleanSupplier tells;

  /// @param tells asked at each scrape
  public WhileTold(MultiCollector families, BooleanSupplier tells) {
    this.families = families;
    this.tells = tells;
  }

  @Override
  public MetricSnapshots collect() {
    return tells.getAsBoolean() ? families.collect() : new MetricSnapshots();
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return families.getMetricFamilyDescriptors();
  }
}
