package nomadops.autoscaler.simulate;

import java.util.random.RandomGenerator;

/// How long a launch takes, from the wish to a node that takes work.
///
/// @param medianMillis half of them take at most this
/// @param sigma of the logarithm, which is normal: 0 is always the median, 0.3 puts one in twenty
///   beyond 1.6 times it
public record LaunchLag(long medianMillis, double sigma) {
  public LaunchLag {
    if (medianMillis < 0 || medianMillis > 86_400_000) {
      throw new IllegalArgumentException(
          "launch lag is " + medianMillis + " ms; want 0 to one day, e.g. 90 s");
    }
    if (!(sigma >= 0 && sigma <= 3)) {
      throw new IllegalArgumentException(
          "launch lag's sigma is " + sigma + "; want 0 (always the same) to 3, e.g. 0.3");
    }
  }

  public static LaunchLag fixed(long millis) {
    return new LaunchLag(millis, 0);
  }

  long draw(RandomGenerator random) {
    double factor = Math.exp(sigma * random.nextGaussian());
    return Math.round(medianMillis * factor);
  }
}
