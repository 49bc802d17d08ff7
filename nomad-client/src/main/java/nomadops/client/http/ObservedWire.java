package nomadops.client.http;

import java.time.Duration;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;

/// Tells the observer about each attempt that reaches the wire.
record ObservedWire(Wire next, WireObserver observer, Ticker ticker) implements Wire {
  @Override
  public WireResponse send(WireRequest request) {
    long start = ticker.nanos();
    try {
      WireResponse response = next.send(request);
      observer.answered(request.operation(), response.status(), since(start));
      return response;
    } catch (NomadFault.Answered fault) {
      observer.answered(request.operation(), fault.status(), since(start));
      throw fault;
    } catch (NomadFault fault) {
      observer.failed(request.operation(), fault, since(start));
      throw fault;
    }
  }

  private Duration since(long start) {
    return Duration.ofNanos(ticker.nanos() - start);
  }

  @Override
  public void close() {
    next.close();
  }
}
