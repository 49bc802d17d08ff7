package nomadops.runtime.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.util.function.DoubleSupplier;
import java.util.stream.StreamSupport;

/// A figure that the page shows large and plots over the last hour.
///
/// @param label plain words, e.g. `Jobs deleted`
/// @param unit written behind the value: empty, `s`, `B`, `/s` or words
/// @param kind whether it is shown as it is, or how fast it grows
/// @param reading gives it; not a number while it is not known. Asked every few seconds, so it must
///   be cheap, and must not block
public record Figure(String label, String unit, Kind kind, DoubleSupplier reading) {

  /// How it is shown.
  public enum Kind {
    /// As it is.
    LEVEL,
    /// What it grows by in a second.
    RATE
  }

  /// One that is shown as it is.
  public static Figure level(String label, String unit, DoubleSupplier reading) {
    return new Figure(label, unit, Kind.LEVEL, reading);
  }

  /// One that only grows, shown by how fast it does.
  public static Figure rate(String label, DoubleSupplier reading) {
    return new Figure(label, "/s", Kind.RATE, reading);
  }

  /// The sum over all meters of this name that have these tags; not a number while there is none.
  ///
  /// @param name as declared by a [nomadops.runtime.metrics.Meter], e.g. `gc.in_flight`
  /// @param tags key, value, key, value
  public static DoubleSupplier meter(MeterRegistry registry, String name, String... tags) {
    return () ->
        registry.find("nomad.ops." + name).tags(tags).meters().stream()
            .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false).limit(1))
            .filter(one -> one.getStatistic() != Statistic.UNKNOWN)
            .mapToDouble(one -> one.getValue())
            .filter(value -> !Double.isNaN(value))
            .reduce((a, b) -> a + b)
            .orElse(Double.NaN);
  }
}
