/// What the view says, as Prometheus' client library wants it: readings enter, are chosen and cut
/// by the selection, and leave as snapshots whenever the registry is scraped. Read
/// [nomadops.exporter.page.StatePage] first.
@NullMarked
package nomadops.exporter.page;

import org.jspecify.annotations.NullMarked;
