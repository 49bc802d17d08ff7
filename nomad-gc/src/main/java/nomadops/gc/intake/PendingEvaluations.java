package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.Evaluation;

/// The evaluations that wait for a scheduler, in every namespace, in figures. A filtered count
/// makes the server look at each evaluation in its state (`GET /v1/evaluations/count`, Nomad 1.4 to
/// 2.0).
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

  /// How long the one that was made first has waited; zero if none waits. A list is in the order in
  /// which evaluations were made.
  ///
  /// @throws nomadops.client.fault.NomadFault when Nomad does not tell
  public Duration oldest(Instant now) {
    List<Evaluation> first =
        nomad
            .evaluations()
            .page(Read.defaults().inAllNamespaces().withFilter(PENDING).withPerPage(1))
            .value();
    return first.stream()
        .map(evaluation -> Duration.between(evaluation.createdAt(), now))
        .filter(Duration::isPositive)
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private long count(String filter) {
    return nomad.evaluations().count(Read.defaults().inAllNamespaces().withFilter(filter)).value();
  }
}
