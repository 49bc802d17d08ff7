/// Decides when the next job may be deleted. Completion times of our own deregister evaluations,
/// faults and gates enter; [nomadops.gc.pace.PaceLaw] adjusts a window as a scavenger does and says
/// go, wait or hold, with a reason. Pure: the state goes in and comes out. Read
/// [nomadops.gc.pace.PaceLaw] first.
@NullMarked
package nomadops.gc.pace;

import org.jspecify.annotations.NullMarked;
