package nomadops.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final Pattern LINE = Pattern.compile("<path class=\"line\" d=\"([^\"]*)\"");

  private double value;
  private long now;

  private Course after(int samples, Figure figure, double each) {
    Samples all = new Samples(java.util.List.of(figure), () -> now);
    for (int i = 0; i < samples; i++) {
      all.take();
      value += each;
      now += Samples.EVERY.toNanos();
    }
    return all.courses().getFirst();
  }

  @Test
  void aLevelIsShownAsItIsAndTheRingForgetsTheOldest() {
    Course course = after(Samples.MOST + 10, Figure.level("x", "", () -> value), 1);
    assertThat(course.size()).isEqualTo(Samples.MOST);
    assertThat(course.value(0)).isEqualTo(10);
    assertThat(course.newest()).isEqualTo(Samples.MOST + 9);
  }

  @Test
  void aRateIsWhatACountGrowsByInASecond() {
    Course course = after(3, Figure.rate("x", () -> value), 50);
    assertThat(course.value(0)).isNaN();
    assertThat(course.newest()).isEqualTo(10);
  }

  @Test
  void aCountThatBeginsAnewIsNoNegativeRate() {
    assertThat(after(4, Figure.rate("x", () -> value), -5).newest()).isNaN();
  }

  @Test
  void aReadingThatFailsIsAGapInThePlot() {
    Figure broken =
        Figure.level(
            "x",
            "",
            () -> {
              if (value == 2) {
                throw new IllegalStateException("oops");
              }
              return value;
            });
    Course course = after(5, broken, 1);
    assertThat(course.value(2)).isNaN();
    String svg = Spark.svg(course).html(Instant.EPOCH);
    assertThat(line(svg).chars().filter(c -> c == 'M').count()).as(svg).isEqualTo(2);
    assertThat(Spark.range(course)).isEqualTo("0 to 4, 25 s");
  }

  @Test
  void thePlotNeverHasMoreStepsThanItIsWide() {
    for (int samples : new int[] {0, 1, 180, 181, 360, 361, 719, 720, 2_000}) {
      value = 0;
      String svg =
          Spark.svg(after(samples, Figure.level("x", "", () -> value), 1)).html(Instant.EPOCH);
      assertThat(line(svg).chars().filter(c -> c == 'L').count())
          .as(samples + "")
          .isBetween(0L, 181L);
      assertThat(svg).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void metersOfANameAreSummedAndUnknownOnesLeftOut() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    assertThat(Figure.meter(registry, "x.y").getAsDouble()).isNaN();
    registry.counter("nomad.ops.x.y", "kind", "a").increment(2);
    registry.counter("nomad.ops.x.y", "kind", "b").increment(3);
    io.micrometer.core.instrument.Gauge.builder("nomad.ops.x.y.level", () -> Double.NaN)
        .register(registry);
    assertThat(Figure.meter(registry, "x.y").getAsDouble()).isEqualTo(5);
    assertThat(Figure.meter(registry, "x.y", "kind", "b").getAsDouble()).isEqualTo(3);
    assertThat(Figure.meter(registry, "x.y.level").getAsDouble()).isNaN();
  }

  // What the line is drawn by; empty where there is none yet.
  private static String line(String svg) {
    Matcher path = LINE.matcher(svg);
    return path.find() ? path.group(1) : "";
  }
}
