package nomadops.runtime.status;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nomadops.client.time.Ticker;

/// The figures of the last hour, in rings of a fixed size: 3 kB a figure, whatever happens. For
/// many threads.
public final class Samples {
  /// From one sample to the next.
  public static final Duration EVERY = Duration.ofSeconds(5);

  static final int MOST = 720;

  private final List<Figure> figures;
  private final Ticker ticker;
  private final float[][] rings;
  private final double[] counted;
  private long taken;
  private long lastTaken;

  public Samples(List<Figure> figures, Ticker ticker) {
    this.figures = List.copyOf(figures);
    this.ticker = ticker;
    this.rings = new float[figures.size()][MOST];
    this.counted = new double[figures.size()];
    Arrays.fill(counted, Double.NaN);
  }

  /// One more of each figure. A reading that throws is not known.
  public void take() {
    double[] read = figures.stream().mapToDouble(Samples::read).toArray();
    add(read, ticker.nanos());
  }

  private static double read(Figure figure) {
    try {
      return figure.reading().getAsDouble();
    } catch (RuntimeException _) {
      return Double.NaN;
    }
  }

  private synchronized void add(double[] read, long now) {
    double seconds = (now - lastTaken) / 1e9;
    for (int i = 0; i < read.length; i++) {
      double value = read[i];
      if (figures.get(i).kind() == Figure.Kind.RATE) {
        // A count that fell begins anew, and what it grew by is not known.
        double grown = value - counted[i];
        value = taken > 0 && seconds > 0 && grown >= 0 ? grown / seconds : Double.NaN;
        counted[i] = read[i];
      }
      rings[i][(int) (taken % MOST)] = (float) value;
    }
    taken++;
    lastTaken = now;
  }

  /// Every figure with its course so far.
  synchronized List<Course> courses() {
    return IntStream.range(0, figures.size())
        .mapToObj(i -> new Course(figures.get(i), values(rings[i]), taken))
        .toList();
  }

  private float[] values(float[] ring) {
    int size = (int) Math.min(taken, MOST);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = ring[(int) ((taken - size + i) % MOST)];
    }
    return values;
  }
}
