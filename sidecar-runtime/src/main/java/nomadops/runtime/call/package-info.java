/// HTTP in bounded time and size: calls to whoever is configured (a receiver of notices,
/// Prometheus, another process), and the bodies of requests that others send. A request enters; the
/// whole answer leaves, or why there is none. Read [nomadops.runtime.call.BoundedCalls] first.
@NullMarked
package nomadops.runtime.call;

import org.jspecify.annotations.NullMarked;
