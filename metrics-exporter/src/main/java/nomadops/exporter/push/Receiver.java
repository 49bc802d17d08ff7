package nomadops.exporter.push;

import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Collection;

/// Who takes what is pushed.
@FunctionalInterface
interface Receiver extends AutoCloseable {
  /// Returns in bounded time, whatever the other side does.
  Outcome send(Collection<MetricData> metrics);

  @Override
  default void close() {}
}
