package nomadops.simulator.fault;

/// Which requests a fault hits: a method (`*` for any), the start of the decoded path, how often at
/// most, and with what probability.
public record Match(String method, String pathPrefix, int times, double probability) {
  public Match {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, not " + times);
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability must be above 0 and at most 1, not " + probability);
    }
  }

  public static Match any() {
    return of("*", "/");
  }

  public static Match of(String method, String pathPrefix) {
    return new Match(method, pathPrefix, Integer.MAX_VALUE, 1);
  }

  public Match times(int n) {
    return new Match(method, pathPrefix, n, probability);
  }

  public Match probability(double p) {
    return new Match(method, pathPrefix, times, p);
  }

  boolean covers(String requestMethod, String path) {
    return (method.equals("*") || method.equalsIgnoreCase(requestMethod))
        && path.startsWith(pathPrefix);
  }
}
