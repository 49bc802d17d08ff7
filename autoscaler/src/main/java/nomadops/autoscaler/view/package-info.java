/// Follows the cluster, and is the only room that reads it steadily. Enters: Nomad's event stream
/// and lists. Decided here: when to list (seldom), and how old each part of the picture is. Leaves:
/// a [nomadops.autoscaler.view.ClusterSight] whenever somebody asks. A read that fails leaves the
/// picture as it was, and lets it grow old. Read [nomadops.autoscaler.view.ClusterWatch] first.
@NullMarked
package nomadops.autoscaler.view;

import org.jspecify.annotations.NullMarked;
