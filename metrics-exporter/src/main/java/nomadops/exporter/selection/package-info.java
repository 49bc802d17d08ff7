/// Which families and which objects are told of, and how many series at most. Settings enter once;
/// answers leave, purely. Read [nomadops.exporter.selection.Selection] first.
@NullMarked
package nomadops.exporter.selection;

import org.jspecify.annotations.NullMarked;
