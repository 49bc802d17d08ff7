/// Where machines come from and go to. A group's facts enter; resizes and ends leave, each of which
/// may be repeated without harm. Read [nomadops.autoscaler.target.Target] first.
@NullMarked
package nomadops.autoscaler.target;

import org.jspecify.annotations.NullMarked;
