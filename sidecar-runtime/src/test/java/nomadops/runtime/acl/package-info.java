/// Proofs of the policies in `deploy/acl`: what a tool asks, through
/// [nomadops.runtime.acl.WatchedNomad], is held against each right of its policy by
/// [nomadops.runtime.acl.PolicyMatrix].
@NullMarked
package nomadops.runtime.acl;

import org.jspecify.annotations.NullMarked;
