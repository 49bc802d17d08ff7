/// What a token may do with nodes and the work on them. Questions without an effect leave; what is
/// missing, and what to write into the token's policy, comes back. Read
/// [nomadops.client.rights.TokenCheck] first.
@NullMarked
package nomadops.client.rights;

import org.jspecify.annotations.NullMarked;
