/// What must outlive the process, kept in Nomad's variables: which nodes we closed, which groups
/// are left alone, what a pool's nodes are like, and who paused it. Read
/// [nomadops.autoscaler.memory.PoolMemory] first.
@NullMarked
package nomadops.autoscaler.memory;

import org.jspecify.annotations.NullMarked;
