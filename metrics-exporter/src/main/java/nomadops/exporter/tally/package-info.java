/// Sums over many rows, kept up to date by each row's change: to read them costs as much as there
/// are sums, however many rows they are of. Read [nomadops.exporter.tally.Tally] first.
@NullMarked
package nomadops.exporter.tally;

import org.jspecify.annotations.NullMarked;
