package nomadops.runtime.admin;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The metrics page: Prometheus text 0.0.4, OpenMetrics 1.0 or protobuf (which alone carries native
/// histograms), as the Accept header asks for it. `name[]`, as often as one likes, picks families.
final class Scrape {
  private static final String NAMES = "name[]";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  /// What a family's series have after the name that the client library knows it by.
  private static final List<String> ENDINGS =
      List.of("_total", "_info", "_bucket", "_count", "_sum", "_created");

  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  private Scrape() {}

  /// @throws Query.Bad when a parameter is not known, or a name cannot be one
  static Page page(PrometheusRegistry registry, Query query, String accept) {
    List<String> names = query.only(NAMES).all(NAMES);
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new Query.Bad(
            "%s is \"%s\", which no series is called; write e.g. %s=jvm_memory_used_bytes"
                .formatted(NAMES, name, NAMES));
      }
    }
    MetricSnapshots found =
        names.isEmpty() ? registry.scrape() : registry.scrape(families(names)::contains);
    ExpositionFormatWriter writer = FORMATS.findWriter(accept);
    EscapingScheme escaping = EscapingScheme.fromAcceptHeader(accept);
    return new Page(
        200,
        writer.getContentType() + escaping.toHeaderFormat(),
        out -> writer.write(out, found, escaping));
  }

  /// The families that have series of these names. A name that no family has gives none: one that
  /// is not there yet may come.
  private static Set<String> families(List<String> names) {
    Set<String> families = new HashSet<>(names);
    for (String name : names) {
      for (String ending : ENDINGS) {
        if (name.endsWith(ending)) {
          families.add(name.substring(0, name.length() - ending.length()));
        }
      }
    }
    return families;
  }
}
