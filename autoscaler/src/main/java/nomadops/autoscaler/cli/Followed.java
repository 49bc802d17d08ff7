package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.Observer;
import nomadops.autoscaler.PoolSet;
import nomadops.autoscaler.Queues;
import nomadops.autoscaler.SystemShapes;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.autoscaler.demand.Families;
import nomadops.autoscaler.demand.Runtimes;
import nomadops.autoscaler.demand.ShapeBook;
import nomadops.autoscaler.view.ClusterWatch;
import nomadops.autoscaler.view.WatchTerms;
import nomadops.client.NomadClient;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.rights.TokenAnswer;
import nomadops.runtime.Closer;
import nomadops.runtime.Failure;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.pause.Pauses;

/// An autoscaler over a cluster that is followed: what running and looking have in common.
record Followed(ClusterWatch watch, Autoscaler autoscaler) {
  private static final int SHAPES = 20_000;
  private static final int RUNTIMES = 20_000;
  private static final Duration HALF_LIFE = Duration.ofHours(6);

  static Followed of(
      Resolved settings,
      NomadClient nomad,
      PoolSet pools,
      Fence fence,
      Optional<String> blind,
      Observer observer,
      Autoscaler.Terms terms,
      Clockwork time,
      Map<String, String> environment,
      Closer closer) {
    Runtimes runtimes = new Runtimes(RUNTIMES, HALF_LIFE);
    String attribute = settings.get(AutoscalerSettings.INSTANCE_ATTRIBUTE);
    NodeLedger ledger =
        new NodeLedger(attribute, runtimes::expected, OwnNode.of(environment, nomad));
    ClusterWatch watch =
        new ClusterWatch(
            nomad,
            ledger,
            WatchTerms.DEFAULT,
            time.wall(),
            time.ticker(),
            time.pause(),
            runtimes::saw);
    Function<JobKey, Optional<JobSpec>> reader =
        job -> {
          Optional<JobSpec> spec = nomad.jobs().read(job).value().map(JobSpec::of);
          spec.ifPresent(read -> learnLimits(read, runtimes));
          return spec;
        };
    Queues queues = new Queues(new ShapeBook(reader, SHAPES), new SystemShapes(reader), runtimes);
    String path = settings.get(AutoscalerSettings.STATE_PATH);
    String namespace = settings.get(AutoscalerSettings.STATE_NAMESPACE);
    Autoscaler autoscaler =
        new Autoscaler(
            new Autoscaler.Parts(
                pools,
                watch,
                queues,
                new Pauses(nomad, namespace, path),
                fence,
                blind,
                observer,
                time),
            terms);
    closer.register(autoscaler);
    return new Followed(watch, autoscaler);
  }

  /// How often it turns, and the most nodes.
  static Autoscaler.Terms terms(Resolved settings, Duration interval) {
    int most = settings.find(AutoscalerSettings.MAX_NODES).orElse(Integer.MAX_VALUE / 2);
    return new Autoscaler.Terms(interval, most);
  }

  private static void learnLimits(JobSpec job, Runtimes runtimes) {
    for (JobSpec.Group group : job.groups()) {
      group
          .maxRunDuration()
          .ifPresent(most -> runtimes.limited(Families.of(job.key()), group.name(), most));
    }
  }

  /// Why the token cannot see all work; empty when it can.
  ///
  /// @throws Failure when it cannot do what must be done
  static Optional<String> checked(TokenAnswer answer) {
    return switch (answer) {
      case TokenAnswer.Enough _ -> Optional.empty();
      case TokenAnswer.Blind blind -> Optional.of(blind.reason());
      case TokenAnswer.Powerless powerless -> throw new Failure(powerless.reason());
    };
  }
}
