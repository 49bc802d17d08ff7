/// Questions over UDP, as resolvers and time servers take them: bytes go out, and the first answer
/// that the asker calls its own comes back, or none in time.
@NullMarked
package nomadops.health.datagram;

import org.jspecify.annotations.NullMarked;
