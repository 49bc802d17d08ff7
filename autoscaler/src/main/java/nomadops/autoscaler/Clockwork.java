package nomadops.autoscaler;

import java.time.InstantSource;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// Time, as an input.
public record Clockwork(InstantSource wall, Ticker ticker, Pause pause) {}
