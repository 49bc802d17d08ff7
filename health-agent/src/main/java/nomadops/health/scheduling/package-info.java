/// Whether this cluster schedules, asked as its users would: an idle job is evaluated now and then,
/// and what counts is how long that takes. [SchedulingCanary] looks, [CanaryMeters] tells, and
/// [WedgeWatch] has the policy decide what becomes of a leader that schedules nothing. Read
/// [SchedulingCanary] first.
@NullMarked
package nomadops.health.scheduling;

import org.jspecify.annotations.NullMarked;
