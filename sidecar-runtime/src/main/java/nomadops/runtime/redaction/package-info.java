/// What others say is told on without our secrets. Texts enter, one clean line leaves. Read
/// [nomadops.runtime.redaction.Redaction] first.
@NullMarked
package nomadops.runtime.redaction;

import org.jspecify.annotations.NullMarked;
