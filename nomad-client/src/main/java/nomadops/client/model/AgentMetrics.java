package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An agent's own metrics of the latest collection interval.
///
/// @param timestamp as Go prints it, for example `2026-11-22 19:56:00 +0000 UTC`
public record AgentMetrics(
    @JsonProperty("Timestamp") String timestamp,
    @JsonProperty("Gauges") List<Gauge> gauges,
    @JsonProperty("Counters") List<Sample> counters,
    @JsonProperty("Samples") List<Sample> samples) {
  public AgentMetrics {
    timestamp = Fields.text(timestamp);
    gauges = Fields.list(gauges);
    counters = Fields.list(counters);
    samples = Fields.list(samples);
  }

  /// Every gauge of that name, one for each set of labels.
  public Stream<Gauge> gauges(String name) {
    return gauges.stream().filter(gauge -> gauge.name().equals(name));
  }

  /// Every sample of that name.
  public Stream<Sample> samples(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name));
  }

  /// A value that goes up and down.
  public record Gauge(
      @JsonProperty("Name") String name,
      @JsonProperty("Labels") Map<String, String> labels,
      @JsonProperty("Value") double value) {
    public Gauge {
      name = Fields.text(name);
      labels = Fields.texts(labels);
    }
  }

  /// A counter or a timing of the interval. Timings are in milliseconds.
  public record Sample(
      @JsonProperty("Name") String name,
      @JsonProperty("Labels") Map<String, String> labels,
      @JsonProperty("Count") long count,
      @JsonProperty("Sum") double sum,
      @JsonProperty("Min") double min,
      @JsonProperty("Max") double max,
      @JsonProperty("Mean") double mean,
      @JsonProperty("Stddev") double stddev,
      @JsonProperty("Rate") double rate) {
    public Sample {
      name = Fields.text(name);
      labels = Fields.texts(labels);
    }
  }
}
