package nomadops.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import nomadops.client.NomadClient;
import nomadops.client.Operator;
import nomadops.client.connection.Connection;
import nomadops.client.connection.NomadAddress;
import nomadops.simulator.workload.NaivePurge;

/// A broker full of the evaluations of jobs that are gone. It is paused while they are purged, so
/// that as many lie in it at once whatever the machine's speed.
final class Flood {
  private Flood() {}

  /// Returns as the schedulers begin with it.
  ///
  /// @throws IOException when a job could not be purged
  static void pour(URI address, List<String> jobs) throws IOException, InterruptedException {
    if (jobs.isEmpty()) {
      return;
    }
    try (NomadClient nomad =
        NomadClient.connect(Connection.to(NomadAddress.parse(address.toString())).build())) {
      pause(nomad.operator(), true);
      var report = NaivePurge.run(address, jobs);
      pause(nomad.operator(), false);
      if (report.applied() < jobs.size()) {
        throw new IOException("of the flood but " + report.applied() + " jobs were purged");
      }
    }
  }

  private static void pause(Operator operator, boolean paused) throws IOException {
    if (!operator.setSchedulerConfiguration(
        operator.schedulerConfiguration().value().withPauseEvalBroker(paused))) {
      throw new IOException("somebody else wrote the scheduler configuration");
    }
  }
}
