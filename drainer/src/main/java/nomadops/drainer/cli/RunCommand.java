package nomadops.drainer.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.client.NomadClient;
import nomadops.client.rights.TokenAnswer;
import nomadops.client.rights.TokenCheck;
import nomadops.drainer.Drainer;
import nomadops.drainer.DrainerDecisions;
import nomadops.drainer.DrainerMeters;
import nomadops.drainer.HookBook;
import nomadops.drainer.Watcher;
import nomadops.drainer.Watchers;
import nomadops.drainer.WebhookMeters;
import nomadops.drainer.announce.AnnounceTime;
import nomadops.drainer.announce.AnnouncementMeters;
import nomadops.drainer.announce.Announcer;
import nomadops.drainer.drain.InstanceNaming;
import nomadops.drainer.drain.NomadClients;
import nomadops.drainer.drain.ServerBuilds;
import nomadops.drainer.dry.Narrator;
import nomadops.drainer.imds.InstanceMetadata;
import nomadops.drainer.lifecycle.AwsHooks;
import nomadops.drainer.lifecycle.Heartbeats;
import nomadops.drainer.lifecycle.HookResult;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.self.OwnHooks;
import nomadops.drainer.self.SelfMode;
import nomadops.drainer.self.Whereabouts;
import nomadops.drainer.sqs.AwsQueue;
import nomadops.drainer.sqs.Delivery;
import nomadops.drainer.sqs.IntakeTime;
import nomadops.drainer.sqs.Parked;
import nomadops.drainer.sqs.Queue;
import nomadops.drainer.sqs.QueueAddress;
import nomadops.drainer.sqs.QueueIntake;
import nomadops.drainer.webhook.Webhook;
import nomadops.drainer.webhook.WebhookTerms;
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
import nomadops.runtime.status.Overview;
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
    Optional<WebhookTerms> webhookTerms = WebhookSettings.terms(settings);
    LOG.info("drainer starts; {}", String.join(", ", settings.summary()));
    Clockwork time = Clockwork.system();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    boolean dry = settings.get(DrainerSettings.DRY_RUN);
    InstanceMetadata metadata =
        new InstanceMetadata(settings.get(DrainerSettings.IMDS_ENDPOINT), time.ticker());
    Optional<Whereabouts> here =
        settings.get(DrainerSettings.SELF)
            ? Optional.of(Whereabouts.ask(metadata, time.pause()))
            : Optional.empty();
    try (Closer closer = new Closer()) {
      NomadClient nomad =
          closer.register(
              NomadClient.connect(
                  NomadSettings.connection(settings),
                  new WireMetrics(registry),
                  time.ticker(),
                  time.pause(),
                  time.random()));
      closer.register(ProcessMetrics.bind(registry, "drainer", RunCommand.class));
      TokenCheck token = new TokenCheck(nomad);
      boolean seesAll = checked(dry ? token.askToRead() : token.ask());
      NomadClients clients =
          new NomadClients(nomad, InstanceNaming.aws(), time.wall(), time.ticker(), time.pause());
      AwsHooks aws =
          closer.register(
              AwsHooks.in(
                  Configured.region(settings, addresses, here),
                  Configured.autoscaling(settings),
                  time.ticker()));
      Optional<AuditLog> audit = dry ? Optional.empty() : audit(settings, time);
      Hands hands =
          dry
              ? Hands.dry(clients, aws, narrator(invocation.out(), time.wall()), time.wall())
              : Hands.real(clients, aws, audit, time.wall());
      // The book tells the drainer of answers, and the drainer writes into the book.
      AtomicReference<Drainer> late = new AtomicReference<>();
      HookBook book = book(settings, hands, time, late);
      Announcer announcer =
          AnnounceSettings.start(
              settings,
              dry,
              invocation.around().environment(),
              new AnnounceTime(time.wall(), time.pause(), time.random()));
      DrainerMeters meters = new DrainerMeters(registry);
      List<Watcher> watchers = new ArrayList<>(hands.journal());
      DrainerDecisions decisions = new DrainerDecisions(time.wall());
      watchers.addAll(List.of(meters, announcer, decisions));
      Drainer drainer =
          closer.register(
              new Drainer(
                  new DrainPlan(Configured.terms(settings, ServerBuilds.placeCutBatchAnew(nomad))),
                  hands.clients(),
                  book,
                  new Watchers(watchers),
                  seesAll,
                  settings.get(DrainerSettings.VOLUNTARY_AT_ONCE),
                  time.wall()));
      late.set(drainer);
      Optional<QueueAddress> parkedQueue = Configured.parkedQueue(settings).filter(_ -> !dry);
      Parked parked =
          parkedQueue
              .map(address -> Parked.in(closer.register(AwsQueue.at(address, Optional.empty()))))
              .orElseGet(Parked::inPlace);
      List<QueueIntake> intakes = new ArrayList<>();
      for (QueueAddress address : addresses) {
        AwsQueue queue = closer.register(AwsQueue.at(address, Optional.empty()));
        intakes.add(intake(settings, hands.queues().apply(queue), parked, drainer, time));
      }
      Optional<SelfMode> self =
          here.map(place ->
              SelfMode.of(
                  metadata,
                  place.instance(),
                  new OwnHooks(
                      Configured.selfHooks(settings), aws::ownActions, hands.hooks()::heartbeat),
                  drainer::take,
                  new SelfMode.Time(time.wall(), time.pause(), time.random())));
      // Before the admin pages, which would allow it too few connections; closed before the
      // drainer, which it hands notices to.
      Optional<Webhook> webhook =
          webhookTerms.map(terms ->
              closer.register(
                  Webhook.start(
                      terms,
                      WebhookSettings.mappings(settings),
                      drainer::take,
                      new WebhookMeters(registry),
                      time.wall(),
                      time.pause())));
      meters.watch(drainer, book.heartbeats(), intakes, time.wall());
      AnnouncementMeters.watch(registry, announcer);
      tell(settings, here);
      DrainerProcess.Parts parts =
          new DrainerProcess.Parts(
              drainer, clients, book.heartbeats(), intakes, self, webhook, announcer, audit);
      Overview overview =
          new DrainerOverview(parts, decisions, dry, time.wall())
              .of(registry)
              .at(NomadSettings.told(NomadSettings.connection(settings)));
      return new DrainerProcess(parts, registry, settings, time, overview).run(signals);
    }
  }

  private static Optional<AuditLog> audit(Resolved settings, Clockwork time) {
    return settings
        .find(DrainerSettings.AUDIT_LOG)
        .map(path ->
            AuditLog.open(
                path,
                new AuditPolicy(AuditPolicy.Sync.EVERY_RECORD, OptionalLong.empty()),
                time.wall()));
  }

  private static HookBook book(
      Resolved settings, Hands hands, Clockwork time, AtomicReference<Drainer> drainer) {
    HookResult onCut = settings.get(DrainerSettings.ON_CUT);
    return new HookBook(
        hands.hooks(),
        listener -> new Heartbeats(hands.hooks(), listener, time.wall(), time.random()),
        ending -> ending == Ending.CUT || ending == Ending.OVERDUE ? onCut : HookResult.CONTINUE,
        instance -> Optional.ofNullable(drainer.get()).ifPresent(d -> d.changed(instance)),
        time.wall());
  }

  private static QueueIntake intake(
      Resolved settings, Queue queue, Parked parked, Drainer drainer, Clockwork time) {
    return new QueueIntake(
        queue,
        Configured.intake(settings),
        new IntakeTime(time.wall(), time.ticker(), time.pause(), time.random()),
        deliveries -> drainer.take(bulletins(deliveries)),
        parked);
  }

  private static void tell(Resolved settings, Optional<Whereabouts> here) {
    here.ifPresent(
        place -> LOG.info("self mode: this is {} in {}", place.instance(), place.region()));
    if (here.isPresent() && !settings.get(DrainerSettings.IGNORE_SYSTEM_JOBS)) {
      LOG.warn(
          "ignore-system-jobs is off: as a system job of Nomad this drainer would be stopped by the drain of its own node");
    }
    if (settings.get(DrainerSettings.DRY_RUN)) {
      LOG.warn(
          "dry run: nothing is written to Nomad, AWS or an audit log; messages that are received stay in their queues");
    }
  }

  private static Narrator narrator(PrintStream out, InstantSource clock) {
    return (subject, what) ->
        out.println(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + subject + ": " + what);
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
