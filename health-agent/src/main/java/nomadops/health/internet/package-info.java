/// What a client reaches outside of itself: resolvers, addresses and pages. Read
/// [nomadops.health.internet.Internet] first, then [nomadops.health.internet.Quorum], which turns
/// the answers of several targets into one finding.
@NullMarked
package nomadops.health.internet;

import org.jspecify.annotations.NullMarked;
