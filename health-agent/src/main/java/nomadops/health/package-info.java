/// The health of clients: checks on each of them, a verdict that does not flap, and what follows
/// from it. Read [nomadops.health.check.Check] first.
@NullMarked
package nomadops.health;

import org.jspecify.annotations.NullMarked;
