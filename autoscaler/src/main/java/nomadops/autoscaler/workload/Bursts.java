package nomadops.autoscaler.workload;

import java.util.random.RandomGenerator;

/// A Markov-modulated Poisson process of two states: calm, and bursts. Both last for exponential
/// times.
///
/// @param factor the rate in a burst, in rates of the calm
/// @param burstMillis how long bursts last on the mean
/// @param calmMillis how long it is calm on the mean
record Bursts(double factor, double burstMillis, double calmMillis) {
  static final Bursts NONE = new Bursts(1, 1, 1);

  /// The state over time; ask with times that never go back.
  Switch begin(RandomGenerator random) {
    return new Switch(random);
  }

  final class Switch {
    private final RandomGenerator random;
    private boolean bursting;
    private double until;

    private Switch(RandomGenerator random) {
      this.random = random;
      until = random.nextExponential() * calmMillis;
    }

    /// What the rate is multiplied with; 1 on the mean over a long time.
    double at(long millis) {
      while (factor != 1 && millis >= until) {
        bursting = !bursting;
        until += random.nextExponential() * (bursting ? burstMillis : calmMillis);
      }
      return (bursting ? factor : 1) / mean();
    }

    private double mean() {
      return (factor * burstMillis + calmMillis) / (burstMillis + calmMillis);
    }
  }
}
