/// The replicated state: immutable rows in persistent sorted trees, so that every read sees one
/// consistent snapshot and an older snapshot can be kept for stale reads.
/// [nomadops.simulator.state.Txn] makes the next [nomadops.simulator.state.State] from the last;
/// [nomadops.simulator.state.StateStore] holds the current one, wakes blocking queries and hands
/// out what happened. Read [nomadops.simulator.state.State] first.
@NullMarked
package nomadops.simulator.state;

import org.jspecify.annotations.NullMarked;
