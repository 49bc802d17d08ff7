package nomadops.drainer.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.cli.DrainerSettings.Answer;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import nomadops.drainer.self.Whereabouts;
import nomadops.drainer.sqs.Groups;
import nomadops.drainer.sqs.IntakeTerms;
import nomadops.drainer.sqs.QueueAddress;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// Turns settings into what the drainer is told.
final class Configured {
  private Configured() {}

  /// How it goes about it.
  ///
  /// @param placesCutBatchAnew what the servers do
  static Terms terms(Resolved settings, boolean placesCutBatchAnew) {
    MaintenanceRules maintenance = MaintenanceRules.of(settings);
    return new Terms(
        notice -> response(settings, maintenance, notice),
        settings.get(DrainerSettings.LONGEST),
        settings.get(DrainerSettings.MARGIN),
        settings.get(DrainerSettings.UNKNOWN_FOR),
        settings.get(DrainerSettings.IGNORE_SYSTEM_JOBS),
        BatchSettings.rules(settings),
        placesCutBatchAnew);
  }

  private static Response response(Resolved settings, MaintenanceRules maintenance, Notice notice) {
    return switch (notice) {
      case Notice.Terminating _, Notice.Requested _ -> new Response.Drain();
      case Notice.Launching _ -> new Response.Welcome();
      case Notice.Returned _ -> new Response.Ignore();
      case Notice.Adopted _ -> new Response.Drain();
      case Notice.SpotInterruption _ ->
          response(settings.get(DrainerSettings.ON_SPOT), new Response.Drain());
      case Notice.Rebalance _ ->
          response(settings.get(DrainerSettings.ON_REBALANCE), new Response.Drain());
      case Notice.StateChange _ ->
          response(settings.get(DrainerSettings.ON_STATE_CHANGE), new Response.Force());
      case Notice.Maintenance planned -> maintenance.response(planned);
    };
  }

  private static Response response(Answer answer, Response drain) {
    return switch (answer) {
      case DRAIN -> drain;
      case CORDON -> new Response.Cordon();
      case IGNORE -> new Response.Ignore();
    };
  }

  /// The queues; at least one, unless notices come by another way.
  static List<QueueAddress> queues(Resolved settings) {
    List<String> urls = settings.find(DrainerSettings.QUEUES).orElse(List.of());
    boolean others =
        settings.get(DrainerSettings.SELF) || settings.find(WebhookSettings.ADDRESS).isPresent();
    if (urls.isEmpty() && !others) {
      throw ConfigException.of(
          "the configuration",
          DrainerSettings.QUEUES.key(),
          "no queue is named, self is off and there is no webhook, so no notice can come",
          "-queues=https://sqs.us-east-1.amazonaws.com/123456789012/terminations, or on the instance itself -self");
    }
    return urls.stream().map(url -> queue(settings, DrainerSettings.QUEUES, url)).toList();
  }

  /// The hooks that self mode completes; empty for all.
  static Set<String> selfHooks(Resolved settings) {
    return Set.copyOf(settings.find(DrainerSettings.SELF_HOOKS).orElse(List.of()));
  }

  /// How queues are read. In a dry run every message is at its first delivery, and none is given
  /// up.
  static IntakeTerms intake(Resolved settings) {
    return new IntakeTerms(
        settings.get(DrainerSettings.VISIBILITY),
        settings.get(DrainerSettings.DRY_RUN)
            ? Math.max(2, settings.get(DrainerSettings.PARK_AFTER))
            : settings.get(DrainerSettings.PARK_AFTER),
        new Groups(settings.find(DrainerSettings.GROUPS).orElse(List.of())));
  }

  /// Where parked messages are moved to; empty for nowhere.
  static Optional<QueueAddress> parkedQueue(Resolved settings) {
    return settings
        .find(DrainerSettings.PARKED_QUEUE)
        .map(url -> queue(settings, DrainerSettings.PARKED_QUEUE, url));
  }

  private static QueueAddress queue(Resolved settings, Setting<?> from, String url) {
    try {
      return QueueAddress.of(
          url,
          Optional.empty(),
          settings
              .find(DrainerSettings.SQS_ENDPOINT)
              .or(() -> settings.find(DrainerSettings.AWS_ENDPOINT)));
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(
          settings.origin(from).toString(), from.key(), "" + e.getMessage(), "");
    }
  }

  static Optional<URI> autoscaling(Resolved settings) {
    return settings
        .find(DrainerSettings.AUTOSCALING_ENDPOINT)
        .or(() -> settings.find(DrainerSettings.AWS_ENDPOINT));
  }

  /// Where the Auto Scaling groups are. Without queues and self mode no lifecycle action can become
  /// known, so any region will do.
  ///
  /// @param here where we run, in self mode
  static String region(Resolved settings, List<QueueAddress> queues, Optional<Whereabouts> here) {
    return settings
        .find(DrainerSettings.AWS_REGION)
        .or(() -> here.map(Whereabouts::region))
        .or(() -> queues.stream().findFirst().map(QueueAddress::region))
        .orElse("us-east-1");
  }
}
