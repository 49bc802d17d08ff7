package nomadops.exporter.push;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// OTLP over HTTP, in protobuf, compressed, by OpenTelemetry's own exporter. Nothing is repeated:
/// the next push says all of it again.
final class OtlpReceiver implements Receiver {
  /// It writes to the JDK's log whatever it returns; what it returns is told once, by [OtlpPush].
  private static final Logger SILENCED = Logger.getLogger("io.opentelemetry");

  private final OtlpHttpMetricExporter exporter;
  private final Duration timeout;

  OtlpReceiver(PushTerms terms) {
    SILENCED.setLevel(Level.OFF);
    this.timeout = terms.timeout();
    OtlpHttpMetricExporterBuilder builder =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(terms.endpoint().toString())
            .setConnectTimeout(timeout)
            .setTimeout(timeout)
            .setRetryPolicy(null)
            .setCompression("gzip");
    terms.headers().forEach(builder::addHeader);
    this.exporter = builder.build();
  }

  @Override
  public Outcome send(Collection<MetricData> metrics) {
    CompletableResultCode result =
        exporter.export(metrics).join(timeout.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    if (result.isSuccess()) {
      return new Outcome.Delivered();
    }
    if (!result.isDone()) {
      return new Outcome.Failed("no answer in " + timeout.toMillis() + " ms");
    }
    return switch (result.getFailureThrowable()) {
      case HttpExportException e when e.failedWithResponse() && e.getResponse() != null ->
          new Outcome.Refused(e.getResponse().getStatusCode());
      case HttpExportException e when e.getCause() != null ->
          new Outcome.Failed(e.getCause().toString());
      case null -> new Outcome.Failed("no reason was given");
      case Throwable e -> new Outcome.Failed(e.toString());
    };
  }

  @Override
  public void close() {
    exporter.shutdown();
  }
}
