package nomadops.autoscaler.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Statistics of traces of fixed seeds; the bounds are several times the error that chance makes.
class PresetTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  @ParameterizedTest
  @EnumSource(Preset.class)
  void theSameSeedGivesTheSameTraceAndAnotherSeedAnother(Preset preset) {
    assertThat(rows(preset.trace(7, 2 * HOUR, 30))).isEqualTo(rows(preset.trace(7, 2 * HOUR, 30)));
    assertThat(rows(preset.trace(7, 2 * HOUR, 30)))
        .isNotEqualTo(rows(preset.trace(8, 2 * HOUR, 30)));
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void overAWeekTheRateIsAsAskedFor(Preset preset) {
    Trace week = preset.trace(11, 7 * DAY, 40);

    double rate = (double) week.allocations() / (7 * DAY / MINUTE);
    assertThat(rate).isCloseTo(40, within(40 * 0.05));
    assertThat(week.length()).isEqualTo(7 * DAY);
    assertThat(week.name()).isEqualTo(preset.word());
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void arrivalsAreInOrderAndWithinTheLength(Preset preset) {
    Arrivals arrivals = preset.trace(3, 5 * HOUR, 100).arrivals();
    long last = 0;
    while (arrivals.next()) {
      assertThat(arrivals.at()).isBetween(last, 5 * HOUR - 1);
      last = arrivals.at();
    }
    assertThat(last).isPositive();
  }

  @Test
  void steadyMinutesVaryAsPoissonsDoAndBurstyOnesMuchMore() {
    assertThat(dispersion(Preset.STEADY.trace(5, DAY, 200))).isCloseTo(1, within(0.2));
    assertThat(dispersion(Preset.BURSTY.trace(5, DAY, 200))).isGreaterThan(20);
  }

  @Test
  void ciIsQuietAtNightAndAtWeekends() {
    long[] hours = perHour(Preset.CI_DAY.trace(5, 7 * DAY, 300));

    long night = sum(hours, 1, 4);
    long day = sum(hours, 13, 16);
    long saturday = sum(hours, 5 * 24, 6 * 24);
    long friday = sum(hours, 4 * 24, 5 * 24);
    assertThat((double) day / night).isGreaterThan(8);
    assertThat((double) friday / saturday).isBetween(5.0, 20.0);
  }

  @Test
  void aCronHerdComesOnTheHourAndOnTheMinute() {
    Trace trace = Preset.CRON_HERD.trace(5, DAY, 100);
    long onTheHour = 0;
    long onTheMinute = 0;
    Arrivals arrivals = trace.arrivals();
    while (arrivals.next()) {
      onTheHour += arrivals.at() % HOUR < 10_000 ? 1 : 0;
      onTheMinute += arrivals.at() % MINUTE < 10_000 ? 1 : 0;
    }
    double all = trace.allocations();
    // 60 % on the hour and a 60th of the other herds; 80 % on the minute and a sixth of the rest.
    assertThat(onTheHour / all).isCloseTo(0.604, within(0.03));
    assertThat(onTheMinute / all).isCloseTo(0.8 + 0.2 / 6, within(0.03));
  }

  @Test
  void ofMixedLongOneIn200RunsForHoursAndTakesMostOfTheTime() {
    Trace trace = Preset.MIXED_LONG.trace(5, 2 * DAY, 300);
    long many = 0;
    double longTime = 0;
    double allTime = 0;
    Arrivals arrivals = trace.arrivals();
    while (arrivals.next()) {
      boolean isLong = trace.classes().get(arrivals.shape()).job().startsWith("default/long");
      many += isLong ? 1 : 0;
      longTime += isLong ? arrivals.runs() : 0;
      allTime += arrivals.runs();
    }
    assertThat((double) many / trace.size()).isCloseTo(0.005, within(0.0008));
    assertThat(longTime / allTime).isBetween(0.3, 0.8);
  }

  @Test
  void fewJobsAreMostOfTheWork() {
    Trace trace = Preset.STEADY.trace(5, DAY, 100);
    long[] byShape = new long[trace.classes().size()];
    Arrivals arrivals = trace.arrivals();
    while (arrivals.next()) {
      byShape[arrivals.shape()]++;
    }
    assertThat(byShape).hasSize(40);
    // Zipf over 40: the first has 1 of 4.28, the first four have 2.08 of it.
    assertThat((double) byShape[0] / trace.size()).isCloseTo(0.234, within(0.01));
    assertThat((double) Arrays.stream(byShape).limit(4).sum() / trace.size())
        .isCloseTo(0.487, within(0.01));
  }

  @Test
  void durationsHaveTheMedianAndTheSpreadAskedFor() {
    SplittableRandom random = new SplittableRandom(9);
    long[] draws = draws(Durations.logNormal(40_000, 0.8), random);

    assertThat((double) draws[draws.length / 2]).isCloseTo(40_000, within(40_000 * 0.02));
    double at84 = 40_000 * Math.exp(0.8);
    assertThat((double) draws[(int) (draws.length * 0.8413)]).isCloseTo(at84, within(at84 * 0.03));
  }

  @Test
  void bimodalDurationsHaveTwoHumpsOfTheirShares() {
    SplittableRandom random = new SplittableRandom(9);
    long[] draws = draws(Durations.bimodal(1_000, 0.1, 100_000, 0.1, 0.25), random);

    long great = Arrays.stream(draws).filter(d -> d > 10_000).count();
    assertThat((double) great / draws.length).isCloseTo(0.25, within(0.01));
    assertThat(Arrays.stream(draws).filter(d -> d > 2_000 && d < 50_000)).isEmpty();
  }

  @Test
  void aWrongNameIsToldWhatWasMeantAndWrongNumbersAreNamed() {
    assertThat(Preset.named("mixed-long")).isEqualTo(Preset.MIXED_LONG);
    assertThatThrownBy(() -> Preset.named("ci-dya"))
        .hasMessage("workload is \"ci-dya\"; did you mean \"ci-day\"?");
    assertThatThrownBy(() -> Preset.named("something else"))
        .hasMessageContaining("want one of steady, ci-day, cron-herd, bursty, mixed-long");
    assertThatThrownBy(() -> Preset.STEADY.trace(1, HOUR, 0)).hasMessageContaining("rate is 0.0");
    assertThatThrownBy(() -> Preset.STEADY.trace(1, 0, 1)).hasMessageContaining("length is 0 ms");
  }

  private static long[] draws(Durations durations, SplittableRandom random) {
    long[] draws = new long[40_000];
    Arrays.setAll(draws, i -> durations.draw(random));
    Arrays.sort(draws);
    return draws;
  }

  /// Variance by mean of what comes in a minute: 1 for a Poisson process.
  private static double dispersion(Trace trace) {
    double[] minutes = new double[(int) (trace.length() / MINUTE)];
    Arrivals arrivals = trace.arrivals();
    while (arrivals.next()) {
      minutes[(int) (arrivals.at() / MINUTE)]++;
    }
    double mean = Arrays.stream(minutes).average().orElseThrow();
    return Arrays.stream(minutes).map(m -> (m - mean) * (m - mean)).average().orElseThrow() / mean;
  }

  private static long[] perHour(Trace trace) {
    long[] hours = new long[(int) (trace.length() / HOUR)];
    Arrivals arrivals = trace.arrivals();
    while (arrivals.next()) {
      hours[(int) (arrivals.at() / HOUR)]++;
    }
    return hours;
  }

  private static long sum(long[] hours, int from, int to) {
    return Arrays.stream(hours, from, to).sum();
  }

  private static List<String> rows(Trace trace) {
    List<String> rows = new ArrayList<>();
    Arrivals a = trace.arrivals();
    while (a.next()) {
      rows.add(a.at() + " " + trace.classes().get(a.shape()) + " " + a.runs());
    }
    return rows;
  }
}
