/// What a simulated run came to: waits, node-hours, cost, flaps, and how they went over time, as
/// numbers that can be compared. Read [nomadops.autoscaler.outcome.Outcome] first.
@NullMarked
package nomadops.autoscaler.outcome;

import org.jspecify.annotations.NullMarked;
