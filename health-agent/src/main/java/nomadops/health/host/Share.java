package nomadops.health.host;

/// What is free of something.
public record Share(long free, long total) {
  double freeShare() {
    return total <= 0 ? 0 : (double) free / total;
  }
}
