/// How requests prove who sent them and when: ours, to an address that somebody else keeps, and
/// those that others send to us. Secrets, bodies and headers enter; signatures leave, signed
/// requests, and whether a signature holds. Read [nomadops.runtime.signature.Signature] first.
@NullMarked
package nomadops.runtime.signature;

import org.jspecify.annotations.NullMarked;
