/// Connections, seen from a server that can misbehave byte by byte.
@NullMarked
package nomadops.client.http;

import org.jspecify.annotations.NullMarked;
