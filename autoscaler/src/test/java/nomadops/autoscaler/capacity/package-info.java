/// The ledger against a naive model, and the rest of capacity by tables.
@NullMarked
package nomadops.autoscaler.capacity;

import org.jspecify.annotations.NullMarked;
