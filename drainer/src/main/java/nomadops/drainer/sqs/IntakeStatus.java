package nomadops.drainer.sqs;

import java.time.Instant;
import java.util.Optional;

/// What an intake has done and has in hand, for people and meters.
///
/// @param lastPoll when the queue last answered a poll
/// @param pollFault why the latest poll failed; empty when it did not
/// @param careFault why the latest renewal or deletion failed; empty when it did not
/// @param open messages that are worked on
/// @param undeleted messages that are done with, and not deleted yet
/// @param parked messages that this process has put out of the way, hidden in their queue
/// @param counts what came
/// @param deleted messages deleted
public record IntakeStatus(
    String queue,
    Optional<Instant> lastPoll,
    Optional<String> pollFault,
    Optional<String> careFault,
    int open,
    int undeleted,
    int parked,
    MessageCounts counts,
    long deleted) {}
