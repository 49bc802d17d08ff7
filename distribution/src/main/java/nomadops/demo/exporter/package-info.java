/// The demonstration of the exporter: a simulated cluster whose work comes in waves enters, the
/// exporter's page leaves as a few rows with their course, and Prometheus beside it where there is
/// one. Read [nomadops.demo.exporter.ExporterDemo] first. Nothing here is used in production.
@NullMarked
package nomadops.demo.exporter;

import org.jspecify.annotations.NullMarked;
