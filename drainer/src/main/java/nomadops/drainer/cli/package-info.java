/// The command `drainer`: words and settings enter, wiring is done, an exit code leaves. Read
/// [nomadops.drainer.cli.DrainerCommand] first.
@NullMarked
package nomadops.drainer.cli;

import org.jspecify.annotations.NullMarked;
