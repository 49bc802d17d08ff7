/// Log lines on stderr: aligned text for people, JSON lines for machines. [Logs] sets Logback up
/// without a file. Read [Logs] first.
@NullMarked
package nomadops.runtime.log;

import org.jspecify.annotations.NullMarked;
