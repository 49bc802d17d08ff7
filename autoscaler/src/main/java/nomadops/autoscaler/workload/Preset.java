package nomadops.autoscaler.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nomadops.autoscaler.trace.Trace;
import nomadops.runtime.config.Nearest;

/// Workloads that have a name. Each is a function of a seed, a length and a rate: allocations a
/// minute, on the mean over whole weeks.
public enum Preset {
  /// Poisson arrivals at one rate, forty shapes, log-normal durations of 45 s in the median.
  STEADY("the same all the time") {
    @Override
    Workload workload(double rate) {
      return Workload.of(rate, Kinds.dispatched(40, Durations.logNormal(45_000, 0.8)))
          .named(word());
    }
  },
  /// A company's builds and tests: nearly none at night, a tenth at weekends, bursts of four times
  /// the rate by day; one in eight takes ten minutes, the others 40 s.
  CI_DAY("a company's builds: busy by day, bursty, quiet at night and at weekends") {
    @Override
    Workload workload(double rate) {
      return Workload.of(
              rate, Kinds.dispatched(60, Durations.bimodal(40_000, 0.6, 600_000, 0.4, 0.125)))
          .named(word())
          .with(new Rhythm(0.04, 0.1))
          .with(new Bursts(4, 90_000, 600_000));
    }
  },
  /// Periodic jobs: four fifths come on the minute, and most of those on the hour, each fanned out
  /// to hundreds of allocations; the rest is steady.
  CRON_HERD("periodic jobs that all start on the minute and on the hour") {
    @Override
    Workload workload(double rate) {
      return Workload.of(rate, Kinds.dispatched(30, Durations.logNormal(60_000, 0.7)))
          .named(word())
          .with(new Herds(0.2, 0.6, 10_000));
    }
  },
  /// Markov-modulated: every five minutes on the mean a burst of eight times the rate, for 45 s.
  BURSTY("quiet, with short bursts of eight times the rate") {
    @Override
    Workload workload(double rate) {
      return Workload.of(rate, Kinds.dispatched(25, Durations.logNormal(30_000, 0.7)))
          .named(word())
          .with(new Bursts(8, 45_000, 300_000));
    }
  },
  /// One allocation in 200 runs for three hours in the median, the others for 40 s; day and night.
  MIXED_LONG("a few hours-long runs among many short ones, by day and night") {
    @Override
    Workload workload(double rate) {
      return Workload.of(
              rate,
              Kinds.withLong(
                  40,
                  Durations.logNormal(40_000, 0.8),
                  Durations.logNormal(10_800_000, 0.5),
                  0.005))
          .named(word())
          .with(new Rhythm(0.3, 0.6));
    }
  };

  private final String about;

  Preset(String about) {
    this.about = about;
  }

  abstract Workload workload(double rate);

  /// As users write it, e.g. `ci-day`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// One line for people.
  public String about() {
    return about;
  }

  /// The trace of this seed. Its time 0 is a Monday's midnight.
  ///
  /// @param lengthMillis above 0
  /// @param ratePerMinute allocations, above 0
  public Trace trace(long seed, long lengthMillis, double ratePerMinute) {
    return workload(ratePerMinute).trace(seed, lengthMillis);
  }

  /// Every preset's word.
  public static List<String> words() {
    return Arrays.stream(values()).map(Preset::word).toList();
  }

  /// The preset of this name.
  ///
  /// @throws IllegalArgumentException for an unknown one; names the nearest
  public static Preset named(String word) {
    for (Preset preset : values()) {
      if (preset.word().equals(word)) {
        return preset;
      }
    }
    String hint = Nearest.hint(word, words());
    throw new IllegalArgumentException(
        "workload is \""
            + word
            + "\"; "
            + (hint.isEmpty() ? "want one of " + String.join(", ", words()) : hint));
  }
}
