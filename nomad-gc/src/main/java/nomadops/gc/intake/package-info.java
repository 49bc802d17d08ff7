/// Where facts enter. [nomadops.gc.intake.Intake] lists dead jobs, page by page and in constant
/// memory, has each judged, and hands those that are due to the purger's bounded queue;
/// [nomadops.gc.intake.EventWatch] and [nomadops.gc.intake.ClusterWatch] keep the rest fresh.
/// Level-triggered: whatever is missed, the next list shows. Read [nomadops.gc.intake.Intake]
/// first.
@NullMarked
package nomadops.gc.intake;

import org.jspecify.annotations.NullMarked;
