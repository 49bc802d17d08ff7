package nomadops.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireObserver;

/// Counts and times what the Nomad client sends.
public final class WireMetrics implements WireObserver {
  private static final Meter REQUESTS =
      Meter.timer(
          "nomad.request",
          "Attempts on the wire, by operation and status (a fault's name when there was none).",
          "operation",
          "status");
  private static final Meter RETRIES =
      Meter.counter("nomad.retries", "Attempts that failed and were repeated.", "operation");
  private static final Meter CIRCUIT =
      Meter.gauge("nomad.circuit.open", "", "1 while the client does not ask a failing Nomad.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("Requests to Nomad", REQUESTS, RETRIES, CIRCUIT);

  private final Meters meters;
  private final AtomicInteger open = new AtomicInteger();

  public WireMetrics(MeterRegistry registry) {
    this.meters = new Meters(registry);
    meters.gauge(CIRCUIT, open::get);
  }

  @Override
  public void answered(String operation, int status, Duration latency) {
    meters.timer(REQUESTS, operation, Integer.toString(status)).record(latency);
  }

  @Override
  public void failed(String operation, NomadFault fault, Duration latency) {
    String name =
        switch (fault) {
          case NomadFault.NotSent f -> f.reason().name().toLowerCase(java.util.Locale.ROOT);
          case NomadFault.MaybeApplied _ -> "no_answer";
          case NomadFault.Answered f -> Integer.toString(f.status());
          case NomadFault.Garbled _ -> "garbled";
        };
    meters.timer(REQUESTS, operation, name).record(latency);
  }

  @Override
  public void retrying(String operation, int number, Duration delay, NomadFault cause) {
    meters.counter(RETRIES, operation).increment();
  }

  @Override
  public void circuit(String state) {
    open.set(state.equals("open") ? 1 : 0);
  }
}
