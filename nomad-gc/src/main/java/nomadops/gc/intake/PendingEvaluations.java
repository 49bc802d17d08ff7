package nomadops.gc.intake;

import nomadops.client.NomadClient;
import nomadops.client.Read;

/// Counts the evaluations that wait for a scheduler, in every namespace. A filtered count makes the
/// server look at each evaluation in its state (`GET /v1/evaluations/count`, Nomad 1.4 to 2.0).
public final class PendingEvaluations {
  private static final String PENDING = "Status == \"pending\"";

  /// Those of jobs that were stopped or purged, in Nomad's filter language.
  public static final String DEREGISTRATIONS = PENDING + " and TriggeredBy == \"job-deregister\"";

  private static final String REGISTRATIONS = PENDING + " and TriggeredBy == \"job-register\"";

  private final NomadClient nomad;

  public PendingEvaluations(NomadClient nomad) {
    this.nomad = nomad;
  }

  /// All of them.
  ///
  /// @throws nomadops.client.fault.NomadFault when Nomad does not tell
  public long all() {
    return count(PENDING);
  }

  /// Those of jobs that were stopped or purged.
  ///
  /// @throws nomadops.client.fault.NomadFault when Nomad does not tell
  public long deregistrations() {
    return count(DEREGISTRATIONS);
  }

  /// Those of jobs that were registered.
  ///
  /// @throws nomadops.client.fault.NomadFault when Nomad does not tell
  public long registrations() {
    return count(REGISTRATIONS);
  }

  private long count(String filter) {
    return nomad.evaluations().count(Read.defaults().inAllNamespaces().withFilter(filter)).value();
  }
}
