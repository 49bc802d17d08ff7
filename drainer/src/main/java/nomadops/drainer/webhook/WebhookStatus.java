package nomadops.drainer.webhook;

import java.util.Optional;
import nomadops.runtime.config.HostPort;

/// How a webhook stands, for people and meters.
///
/// @param address with the real port
/// @param underWay notices that were handed over and are not done
/// @param signatures that are remembered
/// @param fault why the latest notices could not be handed over; empty when they were
public record WebhookStatus(
    HostPort address, int underWay, int signatures, Optional<String> fault) {}
