package nomadops.autoscaler.facts;

import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Room;

/// What a new node of a pool will be.
///
/// @param profile of the newest ready node, or one remembered or configured
/// @param empty what it will have for work that waits: without what system jobs will take
/// @param source where this is from, for people, e.g. `node 4d2b91c3` or `configuration`
public record Template(NodeProfile profile, Room empty, String source) {}
