package nomadops.drainer.announce;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;

/// Time and chance, as inputs.
///
/// @param random for the jitter of retries; for many threads
public record AnnounceTime(InstantSource clock, Pause pause, RandomGenerator random) {}
