/** Signatures of messages. */
@NullMarked
package nomadops.drainer.signature;

import org.jspecify.annotations.NullMarked;
