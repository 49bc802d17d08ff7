/// The exporter's bars: how soon a scrape is answered and an event is seen beside a large and busy
/// simulated Nomad, and whether ten times the allocations make a scrape slower. A size enters,
/// figures leave. Read [nomadops.bench.exporter.ExporterBench] first.
@NullMarked
package nomadops.bench.exporter;

import org.jspecify.annotations.NullMarked;
