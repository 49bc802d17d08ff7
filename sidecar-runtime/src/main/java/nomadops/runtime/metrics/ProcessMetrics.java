package nomadops.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;
import java.util.Optional;

/// The series that every process has: JVM, processor, files, uptime, build.
public final class ProcessMetrics {
  private static final Meter BUILD =
      Meter.gauge(
          "build.info", "", "Always 1; the tags say what runs.", "process", "version", "java");

  /// Micrometer's names break Prometheus' rules (a unit that is not seconds, an ending of
  /// histograms), so `promtool check metrics` refuses the page. Nothing of ours reads them. Removed
  /// and not filtered: a filter is for registries that have no meter yet.
  private static final List<String> NOT_WELL_NAMED =
      List.of("process.cpu.time", "system.cpu.count");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE = MeterCatalogue.of("Every process", BUILD);

  private ProcessMetrics() {}

  /// The version of a class' jar; `dev` without one.
  public static String version(Class<?> program) {
    return Optional.ofNullable(program.getPackage().getImplementationVersion()).orElse("dev");
  }

  /// Binds them. The result stops watching garbage collections when it is closed.
  ///
  /// @param program a class of the jar whose version is told; without a jar it is `dev`
  public static AutoCloseable bind(MeterRegistry registry, String process, Class<?> program) {
    String version = version(program);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    NOT_WELL_NAMED.forEach(name -> registry.find(name).meters().forEach(registry::remove));
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(registry);
    new Meters(registry).gauge(BUILD, () -> 1, process, version, Runtime.version().toString());
    return collections;
  }
}
