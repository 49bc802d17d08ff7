package nomadops.client.http;

import java.time.Duration;
import nomadops.client.fault.NomadFault;

/// Watches every attempt on the wire, so that retries and faults can be counted. Called on the
/// requesting thread; must be quick and must not throw. `operation` is a name of low cardinality
/// such as `job.purge`.
public interface WireObserver {

  /// Watches nothing.
  WireObserver NONE = new WireObserver() {};

  /// An attempt was answered, with any status. For streamed answers `latency` ends at the headers.
  default void answered(String operation, int status, Duration latency) {}

  /// An attempt was not answered, or another decorator refused to make it.
  default void failed(String operation, NomadFault fault, Duration latency) {}

  /// The attempt `number` failed, and the call will be repeated after `delay`.
  default void retrying(String operation, int number, Duration delay, NomadFault cause) {}

  /// The circuit breaker changed: `closed`, `open` or `half_open`.
  default void circuit(String state) {}
}
