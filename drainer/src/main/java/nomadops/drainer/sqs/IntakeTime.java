package nomadops.drainer.sqs;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// The time and the chance that an intake lives in.
///
/// @param random jitters repeats after faults
public record IntakeTime(InstantSource wall, Ticker ticker, Pause pause, RandomGenerator random) {}
