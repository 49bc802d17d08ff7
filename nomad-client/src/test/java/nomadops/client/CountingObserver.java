package nomadops.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireObserver;

/// Writes down what it is told, one line each.
final class CountingObserver implements WireObserver {
  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void answered(String operation, int status, Duration latency) {
    lines.add(operation + " " + status);
  }

  @Override
  public void failed(String operation, NomadFault fault, Duration latency) {
    lines.add(operation + " " + fault.getClass().getSimpleName());
  }

  @Override
  public void retrying(String operation, int number, Duration delay, NomadFault cause) {
    lines.add(operation + " retry " + number);
  }

  @Override
  public void circuit(String state) {
    lines.add("circuit " + state);
  }
}
