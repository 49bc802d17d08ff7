/// Tests of the bench's own parts: what it counts, and what it pretends to be.
@NullMarked
package nomadops.bench.drainer;

import org.jspecify.annotations.NullMarked;
