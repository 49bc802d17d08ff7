package nomadops.exporter.push;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;

/// One family for OpenTelemetry. It has no unit: names have theirs, and a Prometheus that takes
/// OTLP would add it once more.
final class Told implements MetricData {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("nomad-ops");

  private final Resource resource;
  private final String name;
  private final String description;
  private final MetricDataType type;
  private final Data<?> data;

  Told(Resource resource, String name, String description, MetricDataType type, Data<?> data) {
    this.resource = resource;
    this.name = name;
    this.description = description;
    this.type = type;
    this.data = data;
  }

  @Override
  public Resource getResource() {
    return resource;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getDescription() {
    return description;
  }

  @Override
  public String getUnit() {
    return "";
  }

  @Override
  public MetricDataType getType() {
    return type;
  }

  @Override
  public Data<?> getData() {
    return data;
  }
}
