/// Nomad's client nodes: which node an instance is, what is on it, and the four things that are
/// done to it. Read [nomadops.drainer.drain.Clients] first.
@NullMarked
package nomadops.drainer.drain;

import org.jspecify.annotations.NullMarked;
