package nomadops.autoscaler.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.Finished;
import nomadops.autoscaler.ManagedPool;
import nomadops.autoscaler.Observer;
import nomadops.autoscaler.PoolKeeper;
import nomadops.autoscaler.PoolSetup;
import nomadops.autoscaler.Queues;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.autoscaler.demand.Queue;
import nomadops.autoscaler.demand.Runtimes;
import nomadops.autoscaler.demand.ShapeBook;
import nomadops.autoscaler.effect.Groups;
import nomadops.autoscaler.effect.Performer;
import nomadops.autoscaler.memory.Pauses;
import nomadops.autoscaler.memory.PoolMemory;
import nomadops.autoscaler.view.ClusterWatch;
import nomadops.autoscaler.view.WatchTerms;
import nomadops.client.NomadClient;
import nomadops.client.model.JobSpec;
import nomadops.client.rights.TokenAnswer;
import nomadops.runtime.Closer;
import nomadops.runtime.Failure;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Fence;

/// An autoscaler over a cluster that is followed: what running and looking have in common.
record Followed(ClusterWatch watch, Autoscaler autoscaler) {
  private static final int SHAPES = 20_000;
  private static final int READS_IN_A_TURN = 50;
  private static final int RUNTIMES = 20_000;

  static Followed of(
      Resolved settings,
      NomadClient nomad,
      List<PoolSetup> setups,
      Fence fence,
      Optional<String> blind,
      Observer observer,
      Duration interval,
      Clockwork time,
      Closer closer) {
    Runtimes runtimes = new Runtimes(RUNTIMES);
    String attribute = settings.get(AutoscalerSettings.INSTANCE_ATTRIBUTE);
    NodeLedger ledger =
        new NodeLedger(
            attribute, (job, group) -> runtimes.expected(job.namespace(), job.id(), group));
    ClusterWatch watch =
        new ClusterWatch(
            nomad,
            ledger,
            WatchTerms.DEFAULT,
            time.wall(),
            time.ticker(),
            time.pause(),
            new Finished(runtimes)::ended);
    ShapeBook book =
        new ShapeBook(
            job -> nomad.jobs().read(job).value().map(JobSpec::of), READS_IN_A_TURN, SHAPES);
    Queues queues = new Queues(new Queue(book, runtimes), book);
    String path = settings.get(AutoscalerSettings.STATE_PATH);
    String namespace = settings.get(AutoscalerSettings.STATE_NAMESPACE);
    Instant now = time.wall().instant();
    List<ManagedPool> pools =
        setups.stream()
            .map(setup ->
                new ManagedPool(
                    setup,
                    new PoolKeeper(
                        setup.terms(),
                        new PoolMemory(nomad, namespace, path, setup.name()),
                        new Performer(nomad, attribute, setup.targets(), fence),
                        now),
                    closer.register(
                        new Groups(
                            setup.targets(), settings.get(AutoscalerSettings.OWNER), fence))))
            .toList();
    OptionalInt most =
        settings
            .find(AutoscalerSettings.MAX_NODES)
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty());
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
            new Autoscaler.Terms(interval, most.orElse(Integer.MAX_VALUE / 2)));
    return new Followed(watch, autoscaler);
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
