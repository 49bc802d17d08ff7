/// Why dead jobs pile up, in plain words. [ClusterLook] asks the cluster, [ClusterFacts] is what it
/// said, and the checks (pure) say what follows: each finding with what was seen and what to do.
/// Changes nothing. Read [Diagnosis] first.
@NullMarked
package nomadops.gc.doctor;

import org.jspecify.annotations.NullMarked;
