package nomadops.autoscaler.workload;

import java.util.SplittableRandom;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// A recipe for a trace: how often, in which rhythm, what. Drawn minute by minute: in each, Poisson
/// arrivals of the rate that rhythm and bursts make of it, and the herds that begin in it.
final class Workload {
  private static final long STEP = 1_000;

  private final String name;
  private final double ratePerMinute;
  private final Kinds kinds;
  private final Rhythm rhythm;
  private final Bursts bursts;
  private final Herds herds;

  private Workload(
      String name, double ratePerMinute, Kinds kinds, Rhythm rhythm, Bursts bursts, Herds herds) {
    if (!(ratePerMinute > 0 && ratePerMinute <= 1e6)) {
      throw new IllegalArgumentException(
          "rate is " + ratePerMinute + " a minute; want above 0, at most 1000000, e.g. 1000");
    }
    this.name = name;
    this.ratePerMinute = ratePerMinute;
    this.kinds = kinds;
    this.rhythm = rhythm;
    this.bursts = bursts;
    this.herds = herds;
  }

  /// Poisson arrivals at one rate.
  static Workload of(double ratePerMinute, Kinds kinds) {
    return new Workload("workload", ratePerMinute, kinds, Rhythm.NONE, Bursts.NONE, Herds.NONE);
  }

  Workload named(String other) {
    return new Workload(other, ratePerMinute, kinds, rhythm, bursts, herds);
  }

  Workload with(Rhythm other) {
    return new Workload(name, ratePerMinute, kinds, other, bursts, herds);
  }

  Workload with(Bursts other) {
    return new Workload(name, ratePerMinute, kinds, rhythm, other, herds);
  }

  Workload with(Herds other) {
    return new Workload(name, ratePerMinute, kinds, rhythm, bursts, other);
  }

  Trace trace(long seed, long lengthMillis) {
    if (lengthMillis < 1 || lengthMillis > 3660L * 86_400_000) {
      throw new IllegalArgumentException(
          "length is " + lengthMillis + " ms; want above 0, at most ten years, e.g. a day");
    }
    return new Drawing(seed, lengthMillis).trace();
  }

  private final class Drawing {
    private final SplittableRandom random;
    private final long length;
    private final Kinds.Drawn drawn;
    private final Trace.Builder builder = new Trace.Builder(name);
    private final Bursts.Switch state;

    Drawing(long seed, long length) {
      SplittableRandom seeds = new SplittableRandom(seed);
      this.length = length;
      drawn = kinds.draw(seeds.split());
      state = bursts.begin(seeds.split());
      random = seeds.split();
      for (TraceClass c : drawn.classes()) {
        builder.shape(c);
      }
    }

    Trace trace() {
      for (long at = 0; at < length; at += STEP) {
        double factor = rhythm.at(at) * state.at(at);
        if (at % Herds.MINUTE == 0) {
          herd(at, herds.at(at, ratePerMinute) * factor);
        }
        double mean = ratePerMinute * herds.steady() * factor * STEP / Herds.MINUTE;
        for (long n = poisson(mean); n > 0; n--) {
          add(at + random.nextLong(STEP), drawn.kind(random));
        }
      }
      return builder.build(length);
    }

    /// Jobs that each fan out: heavy-tailed, so that some are of one and some of hundreds.
    private void herd(long at, double mean) {
      long left = poisson(mean);
      while (left > 0) {
        long fanned = (long) Math.min(500, Math.ceil(1 / (1 - random.nextDouble())));
        long when = at + random.nextLong(herds.spreadMillis());
        int kind = drawn.kind(random);
        for (long n = Math.min(left, fanned); n > 0; n--, left--) {
          add(when, kind);
        }
      }
    }

    private void add(long at, int kind) {
      if (at < length) {
        builder.add(at, kind, 1, drawn.runs(kind, random));
      }
    }

    private long poisson(double mean) {
      if (mean > 500) {
        return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
      }
      long n = 0;
      for (double sum = random.nextExponential(); sum < mean; sum += random.nextExponential()) {
        n++;
      }
      return n;
    }
  }
}
