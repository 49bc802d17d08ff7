/// What is known when it is decided who gets new work: the clients, what they report, whose doing
/// their eligibility is, and how far all that can be trusted. Records alone. Read
/// [nomadops.health.quarantine.policy.facts.ClusterFacts] first.
@NullMarked
package nomadops.health.quarantine.policy.facts;

import org.jspecify.annotations.NullMarked;
