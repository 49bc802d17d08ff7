/// The only room of production code that reads a clock or sleeps. [Ticker] measures, [Pause] waits;
/// both are given to constructors, so that a test owns time. Wall-clock time is passed in elsewhere
/// as a `java.time.InstantSource`.
@NullMarked
package nomadops.client.time;

import org.jspecify.annotations.NullMarked;
