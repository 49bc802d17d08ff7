package nomadops.exporter.push;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.exporter.ExporterMeters;
import nomadops.runtime.Stop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class OtlpPushTest {
  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

  private final PrometheusMeterRegistry own = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PrometheusRegistry registry = own.getPrometheusRegistry();
  private final AtomicLong now = new AtomicLong();
  private final Semaphore turns = new Semaphore(0);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(OtlpPush.class);
  private FakeReceiver receiver;
  private OtlpPush push;

  @BeforeEach
  void start() throws IOException {
    log.start();
    logger.addAppender(log);
    receiver = new FakeReceiver();
    push = push(receiver.address(), Duration.ofSeconds(5));
    Gauge.builder().name("nomad_jobs").help("Jobs.").labelNames("namespace").register(registry);
  }

  @AfterEach
  void stop() {
    push.close();
    receiver.close();
    logger.detachAppender(log);
    own.close();
  }

  @Test
  void seriesArriveWithTheNamesLabelsAndTypesThatTheyAreScrapedWith() {
    Gauge.builder()
        .name("nomad_queued_allocations")
        .help("Waiting.")
        .labelNames("namespace")
        .register(registry)
        .labelValues("ci \"q\" ü")
        .set(7);
    Counter.builder().name("nomad_task_restarts_total").register(registry).inc(3);
    Info.builder()
        .name("nomad_ops_build_info")
        .labelNames("v")
        .register(registry)
        .addLabelValues("1");
    Histogram starts =
        Histogram.builder()
            .name("nomad_allocation_start_seconds")
            .classicUpperBounds(1, 10)
            .register(registry);
    starts.observe(0.5);
    starts.observe(5);
    starts.observe(50);
    own.timer("nomad.ops.turn").record(Duration.ofMillis(250));
    now.set(Duration.ofSeconds(60).toNanos());

    assertThat(push.push()).isEqualTo(new Outcome.Delivered());

    Map<String, Metric> told = receiver.last();
    Metric queued = told.get("nomad_queued_allocations");
    assertThat(queued.getDescription()).isEqualTo("Waiting.");
    assertThat(queued.getUnit()).isEmpty();
    NumberDataPoint point = queued.getGauge().getDataPoints(0);
    assertThat(point.getAsDouble()).isEqualTo(7);
    assertThat(point.getAttributes(0).getKey()).isEqualTo("namespace");
    assertThat(point.getAttributes(0).getValue().getStringValue()).isEqualTo("ci \"q\" ü");
    assertThat(point.getTimeUnixNano())
        .isEqualTo(START.plusSeconds(60).getEpochSecond() * 1_000_000_000);
    Metric restarts = told.get("nomad_task_restarts");
    assertThat(restarts.getSum().getIsMonotonic()).isTrue();
    assertThat(restarts.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(restarts.getSum().getDataPoints(0).getAsDouble()).isEqualTo(3);
    assertThat(restarts.getSum().getDataPoints(0).getStartTimeUnixNano())
        .isEqualTo(START.getEpochSecond() * 1_000_000_000);
    assertThat(told.get("nomad_ops_build_info").getGauge().getDataPoints(0).getAsDouble())
        .isEqualTo(1);
    HistogramDataPoint buckets =
        told.get("nomad_allocation_start_seconds").getHistogram().getDataPoints(0);
    assertThat(buckets.getExplicitBoundsList()).containsExactly(1.0, 10.0);
    assertThat(buckets.getBucketCountsList()).containsExactly(1L, 1L, 1L);
    assertThat(buckets.getSum()).isEqualTo(55.5);
    assertThat(buckets.getCount()).isEqualTo(3);
    assertThat(told.get("nomad_ops_turn_seconds").getSummary().getDataPoints(0).getSum())
        .isEqualTo(0.25);
    assertThat(receiver.tokens).containsExactly("Bearer secret");
    assertThat(receiver.requests.getLast().getResourceMetrics(0).getResource().getAttributesList())
        .extracting(KeyValue::getKey)
        .contains("service.name");
  }

  @Test
  void whatGrowsWithJobsAndNodesIsNotPushed() {
    Gauge.builder().name("nomad_job_queued_allocations").register(registry).set(1);
    Counter.builder().name("nomad_job_task_restarts_total").register(registry).inc();
    Info.builder().name("nomad_node_info").labelNames("n").register(registry).addLabelValues("1");
    Gauge.builder().name("nomad_cluster_leader").register(registry).set(1);
    push.push();
    assertThat(receiver.last().keySet())
        .contains("nomad_cluster_leader")
        .doesNotContainAnyElementsOf(
            Set.of("nomad_job_queued_allocations", "nomad_job_task_restarts", "nomad_node_info"));
  }

  @Test
  void anEndpointThatRefusesIsToldOfOnceAndThenOnceInAWhile() {
    receiver.status = 503;
    assertThat(push.push()).isEqualTo(new Outcome.Refused(503));
    assertThat(log.list).hasSize(1);
    assertThat(log.list.getFirst().getFormattedMessage()).contains("answered HTTP 503");
    assertThat(receiver.requests).as("nothing is repeated").hasSize(1);

    now.addAndGet(Duration.ofMinutes(9).toNanos());
    push.push();
    assertThat(log.list).hasSize(1);
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    push.push();
    assertThat(log.list).hasSize(2);

    receiver.status = 200;
    push.push();
    push.push();
    assertThat(log.list).hasSize(3);
    assertThat(log.list.getLast().getFormattedMessage()).contains("takes metrics again");
    assertThat(pushes("refused")).isEqualTo(3);
    assertThat(pushes("delivered")).isEqualTo(2);
    assertThat(pushes("failed")).isZero();
  }

  @Test
  void anEndpointThatIsDownOrHangsIsAFailureInBoundedTime() {
    receiver.hangs = true;
    try (OtlpPush hasty = push(receiver.address(), Duration.ofMillis(300))) {
      assertThat(hasty.push()).isInstanceOf(Outcome.Failed.class);
    }
    receiver.close();
    assertThat(push.push()).isInstanceOf(Outcome.Failed.class);
    assertThat(pushes("failed")).isEqualTo(2);
    assertThat(log.list).hasSize(2);
    assertThat(log.list.getLast().getFormattedMessage())
        .contains("was not reached")
        .contains("/v1/metrics")
        .doesNotContain("secret");
  }

  @Test
  void aScrapeWaitsForNoPush() throws Exception {
    Gauge.builder().name("nomad_cluster_leader").register(registry).set(1);
    receiver.hangs = true;
    Thread pusher = Thread.ofVirtual().start(push::push);
    assertThat(own.scrape()).contains("nomad_cluster_leader 1.0");
    assertThat(pusher.isAlive()).isTrue();
    receiver.close();
    pusher.join();
  }

  @Test
  void itPushesAtItsIntervalUntilItIsInterrupted() throws Exception {
    Gauge.builder().name("nomad_cluster_leader").register(registry).set(1);
    Thread loop =
        Thread.ofVirtual()
            .start(() -> {
              try {
                push.run(new Stop());
              } catch (InterruptedException _) {
                // As a process that stops does.
              }
            });
    turns.release(3);
    while (receiver.requests.size() < 3) {
      Thread.onSpinWait();
    }
    loop.interrupt();
    loop.join();
    assertThat(receiver.requests).hasSize(3);
  }

  private OtlpPush push(URI endpoint, Duration interval) {
    PushTerms terms =
        new PushTerms(
            endpoint,
            interval,
            Map.of("Authorization", "Bearer secret"),
            Map.of("service.name", "nomad-ops-exporter"));
    return new OtlpPush(
        terms,
        registry,
        new ExporterMeters(own),
        new OtlpPush.Time(() -> START.plusNanos(now.get()), now::get, _ -> turns.acquire()));
  }

  private double pushes(String outcome) {
    return own.get("nomad.ops.exporter.pushes").tag("outcome", outcome).counter().count();
  }
}
