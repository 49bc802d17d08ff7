/** How a pool is decided on, by tables and seeded worlds. */
@NullMarked
package nomadops.autoscaler.policy.wait;

import org.jspecify.annotations.NullMarked;
