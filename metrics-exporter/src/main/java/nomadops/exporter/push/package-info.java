/// The same series for a backend that is not scraped: at an interval the registry is read, less the
/// families that grow with jobs and nodes, and sent to an OTLP endpoint over HTTP. Read
/// [nomadops.exporter.push.OtlpPush] first.
@NullMarked
package nomadops.exporter.push;

import org.jspecify.annotations.NullMarked;
