/// What the commands say of themselves, for other readers than a terminal: man pages, completion
/// and the reference pages of the documentation.
///
/// The tree of commands enters; text leaves. Read [nomadops.cli.reference.CommandPage] first.
@NullMarked
package nomadops.cli.reference;

import org.jspecify.annotations.NullMarked;
