/// Who may act: one holder at a time, however many replicas run. Answers of Nomad about a lock or a
/// Raft leader enter; [LeaderState] and [LocalState] decide, purely, what to ask next; a [Fence]
/// leaves, which every effect asks first.
///
/// A fence is open only until a monotonic deadline: the *start* of the last successful request plus
/// the lock's TTL less a margin. Whatever pauses this process (a long garbage collection, SIGSTOP,
/// a lost network), the fence is shut before the server can give the lock to another. Wall clocks
/// play no part. Read [Leadership] first, then [LeaderState].
@NullMarked
package nomadops.runtime.leader;

import org.jspecify.annotations.NullMarked;
