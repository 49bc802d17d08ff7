/// What waits for nodes. Jobs, their summaries and their blocked evaluations enter; groups with
/// their shapes and counts leave, and apart from them what no node would help, with the reason.
/// Pure but for the reading of jobs, which is given. Read [nomadops.autoscaler.demand.Queue] first.
@NullMarked
package nomadops.autoscaler.demand;

import org.jspecify.annotations.NullMarked;
