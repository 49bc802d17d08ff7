/** Notifications, against receivers and programs that behave badly. */
@NullMarked
package nomadops.drainer.announce;

import org.jspecify.annotations.NullMarked;
