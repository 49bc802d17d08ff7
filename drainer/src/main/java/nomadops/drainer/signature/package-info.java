/// How a message over HTTP proves who sent it and when. Secrets and bodies enter, signatures leave.
/// Read [nomadops.drainer.signature.Signature] first.
@NullMarked
package nomadops.drainer.signature;

import org.jspecify.annotations.NullMarked;
