/// What an operator wants left alone for a while, kept in Nomad for every replica. Read
/// [nomadops.runtime.pause.Pauses] first.
@NullMarked
package nomadops.runtime.pause;

import org.jspecify.annotations.NullMarked;
