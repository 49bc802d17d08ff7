/// Tests of what the bench of the health agent pretends to be, and of what it counts.
@NullMarked
package nomadops.bench.health;

import org.jspecify.annotations.NullMarked;
