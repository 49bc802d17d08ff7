package nomadops.demo;

import java.util.Arrays;
import java.util.List;

/// The slowest foreground job of each slice of time, as one line of blocks on a logarithmic scale
/// from 3 ms to 10 s.
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final double LEAST = 3;
  private static final double MOST = 10_000;

  private Sparkline() {}

  static String of(List<Phase> phases, int width) {
    if (phases.isEmpty() || width < 1) {
      return "";
    }
    double begin = phases.getFirst().fromSeconds();
    double length = phases.getLast().toSeconds() - begin;
    double slice = Math.max(1, Math.ceil(length / width));
    double[] slowest = new double[(int) Math.min(width, Math.ceil(length / slice))];
    for (Phase phase : phases) {
      for (Sample sample : phase.samples()) {
        int at = (int) ((sample.atSeconds() - begin) / slice);
        if (at < slowest.length) {
          slowest[at] = Math.max(slowest[at], sample.millis());
        }
      }
    }
    StringBuilder line = new StringBuilder();
    Arrays.stream(slowest).forEach(millis -> line.append(millis == 0 ? ' ' : block(millis)));
    return line.toString();
  }

  private static char block(double millis) {
    double share = Math.log(Math.max(LEAST, millis) / LEAST) / Math.log(MOST / LEAST);
    return BLOCKS.charAt((int) Math.min(BLOCKS.length() - 1.0, share * BLOCKS.length()));
  }
}
