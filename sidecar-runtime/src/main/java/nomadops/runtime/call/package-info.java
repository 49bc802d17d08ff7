/// Calls over HTTP to whoever is configured: a receiver of notices, Prometheus, another process. A
/// request enters; the whole answer leaves, or why there is none, in bounded time. Read
/// [nomadops.runtime.call.BoundedCalls] first.
@NullMarked
package nomadops.runtime.call;

import org.jspecify.annotations.NullMarked;
