/// The command `exporter`: settings, wiring, and what people read. Read
/// [nomadops.exporter.cli.RunCommand] first.
@NullMarked
package nomadops.exporter.cli;

import org.jspecify.annotations.NullMarked;
