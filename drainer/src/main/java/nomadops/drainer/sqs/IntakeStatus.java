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
/// @param received messages, each delivery of each
/// @param redelivered deliveries of messages that were known already
/// @param nothing messages from which nothing follows
/// @param unreadable deliveries that nobody could read
/// @param parked messages that were given up as unreadable
/// @param deleted messages deleted
public record IntakeStatus(
    String queue,
    Optional<Instant> lastPoll,
    Optional<String> pollFault,
    Optional<String> careFault,
    int open,
    int undeleted,
    long received,
    long redelivered,
    long nothing,
    long unreadable,
    long parked,
    long deleted) {}
