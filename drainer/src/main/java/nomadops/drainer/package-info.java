/// The drainer: no client is lost with work on it. Termination notices enter, nodes are drained
/// within their budget, lifecycle hooks are kept alive and completed.
@NullMarked
package nomadops.drainer;

import org.jspecify.annotations.NullMarked;
