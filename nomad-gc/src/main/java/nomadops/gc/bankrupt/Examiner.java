package nomadops.gc.bankrupt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Grants;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.bankrupt.plan.Symptoms;
import nomadops.gc.intake.Census;
import nomadops.gc.intake.PendingEvaluations;
import nomadops.gc.intake.Survey;
import nomadops.runtime.Refused;

/// Looks at a cluster before anything is done to it. Changes nothing.
public final class Examiner {
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final NomadClient nomad;
  private final Survey survey;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Pause pause;

  /// A look that has not been taken yet.
  ///
  /// @param survey walks the dead jobs
  public Examiner(
      NomadClient nomad, Survey survey, InstantSource clock, Ticker ticker, Pause pause) {
    this.nomad = nomad;
    this.survey = survey;
    this.clock = clock;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// One look, of five seconds and the time that a list of all dead jobs takes.
  ///
  /// @param acls whether ACLs are on, as the agent's configuration says: where they are off, Nomad
  ///   2.0.5 has a token to tell of all the same
  /// @throws Refused when there is no leader, or Nomad refuses the token
  /// @throws NomadFault when it does not answer
  public Symptoms look(boolean acls) throws InterruptedException {
    if (nomad.status().leader().isEmpty()) {
      throw new Refused("there is no leader, so nothing can be done; see docs/runbooks/cluster.md");
    }
    try {
      return looked(acls);
    } catch (NomadFault fault) {
      if (fault.isForbidden()) {
        throw new Refused(
            "a bankruptcy takes a management token, and Nomad refused this one: "
                + fault.getMessage());
      }
      throw fault;
    }
  }

  private Symptoms looked(boolean acls) throws InterruptedException {
    boolean management = !acls || nomad.acl().self().map(Grants.Self::management).orElse(true);
    SchedulerConfiguration configuration = nomad.operator().schedulerConfiguration().value();
    long begin = ticker.nanos();
    PendingEvaluations waiting = new PendingEvaluations(nomad);
    long pending = waiting.all();
    long deregister = waiting.deregistrations();
    long register = waiting.registrations();
    Duration oldest = waiting.oldest(clock.instant());
    Map<String, Long> dead = new TreeMap<>();
    Census census = survey.walk((job, _) -> dead.merge(job.type().word(), 1L, Long::sum));
    Duration passed = Duration.ofNanos(ticker.nanos() - begin);
    pause.sleep(passed.compareTo(BETWEEN) < 0 ? BETWEEN.minus(passed) : Duration.ZERO);
    long later = waiting.all();
    return new Symptoms(
        true,
        acls,
        management,
        configuration.pauseEvalBroker(),
        configuration.rejectJobRegistration(),
        pending,
        deregister,
        register,
        later,
        Duration.ofNanos(ticker.nanos() - begin),
        oldest,
        dead,
        census.of("purge"));
  }
}
