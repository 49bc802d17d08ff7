/** How a pool is decided on, by tables and seeded worlds. */
@NullMarked
package nomadops.autoscaler.policy;

import org.jspecify.annotations.NullMarked;
