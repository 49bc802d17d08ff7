/// Tests of the client against recordings of real servers and against every way in which a wire can
/// fail. Read [Recording] and [ReplayTest] first.
@NullMarked
package nomadops.client;

import org.jspecify.annotations.NullMarked;
