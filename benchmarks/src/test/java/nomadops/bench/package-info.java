/// Tests of what all benches use.
@NullMarked
package nomadops.bench;

import org.jspecify.annotations.NullMarked;
