package nomadops.runtime.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Every series of one process (or one part of it), in the order of the reference.
public record MeterCatalogue(String title, List<Meter> meters) {

  public MeterCatalogue {
    meters = List.copyOf(meters);
    Set<String> names = new HashSet<>();
    for (Meter meter : meters) {
      if (!names.add(meter.scraped())) {
        throw new IllegalArgumentException("two meters are called " + meter.scraped());
      }
    }
  }

  public static MeterCatalogue of(String title, Meter... meters) {
    return new MeterCatalogue(title, List.of(meters));
  }

  /// The same with further series at its end.
  public MeterCatalogue and(List<Meter> more) {
    List<Meter> all = new ArrayList<>(meters);
    all.addAll(more);
    return new MeterCatalogue(title, all);
  }

  /// A table for the reference: name, type, tags, meaning.
  public String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("## ").append(title).append("\n\n");
    out.append("| metric | type | tags | meaning |\n|---|---|---|---|\n");
    for (Meter meter : meters) {
      String tags = meter.tags().isEmpty() ? "" : "`" + String.join("`, `", meter.tags()) + "`";
      out.append("| `").append(meter.scraped()).append("` | ");
      out.append(meter.type().name().toLowerCase(Locale.ROOT)).append(" | ");
      out.append(tags).append(" | ").append(meter.meaning().replace("|", "\\|")).append(" |\n");
    }
    return out.toString();
  }
}
