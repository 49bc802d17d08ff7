/// When a server that leads and schedules nothing is made to hand leadership over and, if that does
/// not help, to be restarted. Facts come in, one decision with its reason comes out; nothing here
/// asks, waits or writes. Read [WedgePolicy] first.
@NullMarked
package nomadops.health.scheduling.policy;

import org.jspecify.annotations.NullMarked;
