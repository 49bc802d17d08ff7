package nomadops.client.time;

import java.time.InstantSource;

/// All of time, as one input.
public record Clocks(InstantSource wall, Ticker ticker, Pause pause) {
  /// The machine's own.
  public static Clocks system() {
    return new Clocks(InstantSource.system(), Ticker.system(), Pause.system());
  }
}
