package nomadops.exporter.push;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.exporter.ExporterMeters;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.runtime.Activity;
import nomadops.runtime.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pushes the aggregates and the process's own series at an interval, on a thread of its own: a
/// scrape waits for no push. An endpoint that takes nothing is told of at first, then every ten
/// minutes, and when it takes something again.
public final class OtlpPush implements Activity, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpPush.class);
  private static final Duration REMINDED = Duration.ofMinutes(10);

  /// Those with a series for each job or node. The registry asks for a name with and without its
  /// ending, and leaves out what is wanted under neither.
  private static final Set<String> DETAILED =
      Families.ALL.stream()
          .filter(family -> family.detail() != Family.Detail.CLUSTER)
          .map(Family::name)
          .flatMap(name -> Stream.of(name, name.replaceFirst("_(total|info)$", "")))
          .collect(Collectors.toUnmodifiableSet());

  private final PushTerms terms;
  private final PrometheusRegistry registry;
  private final ExporterMeters meters;
  private final Time time;
  private final Receiver receiver;
  private final Translation translation;
  private boolean failing;
  private long toldAt;

  /// Time, as inputs.
  public record Time(InstantSource clock, Ticker ticker, Pause pause) {}

  /// @param registry is scraped for each push
  public OtlpPush(PushTerms terms, PrometheusRegistry registry, ExporterMeters meters, Time time) {
    this(terms, registry, meters, time, new OtlpReceiver(terms));
  }

  OtlpPush(
      PushTerms terms,
      PrometheusRegistry registry,
      ExporterMeters meters,
      Time time,
      Receiver receiver) {
    this.terms = terms;
    this.registry = registry;
    this.meters = meters;
    this.time = time;
    this.receiver = receiver;
    this.translation = new Translation(terms.resource(), time.clock().instant());
    meters.pushes(Outcome.WORDS);
  }

  @Override
  public void run(Stop stop) throws InterruptedException {
    while (!stop.requested()) {
      time.pause().sleep(terms.interval());
      Outcome _ = push();
    }
  }

  /// Pushes once.
  Outcome push() {
    Outcome outcome =
        receiver.send(
            translation.of(
                registry.scrape(name -> !DETAILED.contains(name)), time.clock().instant()));
    meters.pushed(outcome.word());
    tell(outcome);
    return outcome;
  }

  private void tell(Outcome outcome) {
    boolean well = outcome instanceof Outcome.Delivered;
    if (well && failing) {
      LOG.info("{} takes metrics again", terms.shown());
    }
    if (!well && (!failing || time.ticker().nanos() - toldAt >= REMINDED.toNanos())) {
      LOG.warn(
          "{} {}; metrics are not pushed, and tried again every {} s",
          terms.shown(),
          outcome.words(),
          terms.interval().toSeconds());
      toldAt = time.ticker().nanos();
    }
    failing = !well;
  }

  /// Breaks off what is under way.
  @Override
  public void close() {
    receiver.close();
  }
}
