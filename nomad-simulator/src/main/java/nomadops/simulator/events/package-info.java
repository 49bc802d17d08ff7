/// The event stream: what a Raft entry changed becomes lines that subscribers filter by topic, key
/// and namespace. The buffer keeps the last hundred; who reads too slowly is cut off. Read
/// [nomadops.simulator.events.EventBuffer] first.
@NullMarked
package nomadops.simulator.events;

import org.jspecify.annotations.NullMarked;
