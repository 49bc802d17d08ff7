/// The command `health`: settings, wiring, and what people read. Read
/// [nomadops.health.cli.HealthCommand] first.
@NullMarked
package nomadops.health.cli;

import org.jspecify.annotations.NullMarked;
