/// How requests to an address that somebody else keeps prove who sent them and when. Secrets and
/// bodies enter; signatures leave, and signed requests. Read [nomadops.runtime.signature.Signature]
/// first.
@NullMarked
package nomadops.runtime.signature;

import org.jspecify.annotations.NullMarked;
