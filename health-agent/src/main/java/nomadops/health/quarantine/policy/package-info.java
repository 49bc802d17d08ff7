/// Which clients get no new work because they are sick, and which get it again. Facts enter;
/// decisions with their reasons leave, and what to remember. Pure: no clock, no network, no log.
/// Every doubt is in favour of leaving things as they are. Read
/// [nomadops.health.quarantine.policy.QuarantinePolicy] first.
@NullMarked
package nomadops.health.quarantine.policy;

import org.jspecify.annotations.NullMarked;
