package nomadops.drainer.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.Drainer;
import nomadops.drainer.DrainerMeters;
import nomadops.drainer.HookBook;
import nomadops.drainer.Journal;
import nomadops.drainer.Watchers;
import nomadops.drainer.drain.InstanceNaming;
import nomadops.drainer.drain.NomadClients;
import nomadops.drainer.drain.TokenAnswer;
import nomadops.drainer.drain.TokenCheck;
import nomadops.drainer.lifecycle.AwsHooks;
import nomadops.drainer.lifecycle.Heartbeats;
import nomadops.drainer.lifecycle.HookResult;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.sqs.AwsQueue;
import nomadops.drainer.sqs.Delivery;
import nomadops.drainer.sqs.IntakeTerms;
import nomadops.drainer.sqs.IntakeTime;
import nomadops.drainer.sqs.QueueAddress;
import nomadops.drainer.sqs.QueueIntake;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.Signals;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditPolicy;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.WireMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `drainer run`: wires the drainer, top to bottom, and runs it until it is told to stop.
final class RunCommand {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  private RunCommand() {}

  @SuppressWarnings("try") // what is closed may be interrupted
  static ExitCode run(Invocation invocation, Signals signals) throws Exception {
    Resolved settings = invocation.settings();
    Logs.setUp(settings, invocation.around().err(), invocation.around().errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    List<QueueAddress> addresses = Configured.queues(settings);
    LOG.info("drainer starts; {}", String.join(", ", settings.summary()));
    Ticker ticker = Ticker.system();
    Pause pause = Pause.system();
    InstantSource wall = InstantSource.system();
    RandomGenerator random = RandomGenerator.getDefault();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Closer closer = new Closer()) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(
                  NomadSettings.connection(settings),
                  new WireMetrics(registry),
                  ticker,
                  pause,
                  random));
      closer.register(ProcessMetrics.bind(registry, "drainer", RunCommand.class));
      boolean seesAll = checked(new TokenCheck(nomad).ask());
      NomadClients clients = new NomadClients(nomad, InstanceNaming.aws(), wall, ticker, pause);
      AwsHooks aws =
          closer.register(
              AwsHooks.in(
                  Configured.region(settings, addresses),
                  Configured.autoscaling(settings),
                  ticker));
      HookResult onCut = settings.get(DrainerSettings.ON_CUT);
      // The book tells the drainer of answers, and the drainer writes into the book.
      AtomicReference<Drainer> late = new AtomicReference<>();
      HookBook book =
          new HookBook(
              aws,
              listener -> new Heartbeats(aws, listener, wall, random),
              ending -> ending == Ending.CUT ? onCut : HookResult.CONTINUE,
              instance -> Optional.ofNullable(late.get()).ifPresent(d -> d.changed(instance)),
              wall);
      Optional<AuditLog> audit =
          settings
              .find(DrainerSettings.AUDIT_LOG)
              .map(path ->
                  AuditLog.open(
                      path,
                      new AuditPolicy(AuditPolicy.Sync.EVERY_RECORD, OptionalLong.empty()),
                      wall));
      DrainerMeters meters = new DrainerMeters(registry);
      Drainer drainer =
          closer.register(
              new Drainer(
                  new DrainPlan(Configured.terms(settings)),
                  clients,
                  book,
                  new Watchers(List.of(new Journal(audit, wall), meters)),
                  seesAll,
                  wall));
      late.set(drainer);
      List<QueueIntake> intakes = new ArrayList<>();
      for (QueueAddress address : addresses) {
        AwsQueue queue = closer.register(AwsQueue.at(address, Optional.empty()));
        intakes.add(
            new QueueIntake(
                queue,
                new IntakeTerms(
                    settings.get(DrainerSettings.VISIBILITY),
                    settings.get(DrainerSettings.PARK_AFTER)),
                new IntakeTime(wall, ticker, pause, random),
                deliveries -> drainer.take(bulletins(deliveries)),
                // The intake logs it whole; there is no other place to put it.
                (_, _, _) -> {}));
      }
      meters.watch(drainer, book.heartbeats(), intakes, wall);
      return new DrainerProcess(
              drainer, clients, book.heartbeats(), intakes, audit, registry, settings, wall, ticker)
          .run(signals);
    }
  }

  private static List<Bulletin> bulletins(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(delivery -> new Bulletin(delivery.notices(), delivery::done))
        .toList();
  }

  /// Whether the token sees the allocations of every namespace.
  private static boolean checked(TokenAnswer answer) {
    return switch (answer) {
      case TokenAnswer.Enough _ -> true;
      case TokenAnswer.Blind blind -> {
        LOG.warn(
            "{}; a node counts as empty only when Nomad says that its drain is over",
            blind.reason());
        yield false;
      }
      case TokenAnswer.Powerless powerless -> throw new Failure(powerless.reason());
    };
  }
}
