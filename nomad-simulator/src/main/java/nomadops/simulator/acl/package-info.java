/// Tokens and what they may do. [nomadops.simulator.acl.PolicyRules] takes the rules of a policy
/// from its text, [nomadops.simulator.acl.Rights] answers for one token. Read
/// [nomadops.simulator.acl.Rights] first.
@NullMarked
package nomadops.simulator.acl;

import org.jspecify.annotations.NullMarked;
