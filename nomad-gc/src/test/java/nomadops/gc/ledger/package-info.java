/// Tests of this room.
@NullMarked
package nomadops.gc.ledger;

import org.jspecify.annotations.NullMarked;
