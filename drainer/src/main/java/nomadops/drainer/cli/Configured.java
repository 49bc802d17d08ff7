package nomadops.drainer.cli;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.cli.DrainerSettings.Answer;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import nomadops.drainer.self.Whereabouts;
import nomadops.drainer.sqs.IntakeTerms;
import nomadops.drainer.sqs.QueueAddress;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Resolved;

/// Turns settings into what the drainer is told.
final class Configured {
  private Configured() {}

  static Terms terms(Resolved settings) {
    return new Terms(
        notice -> response(settings, notice),
        settings.get(DrainerSettings.LONGEST),
        settings.get(DrainerSettings.MARGIN),
        settings.get(DrainerSettings.UNKNOWN_FOR),
        settings.get(DrainerSettings.IGNORE_SYSTEM_JOBS));
  }

  private static Response response(Resolved settings, Notice notice) {
    return switch (notice) {
      case Notice.Terminating _, Notice.Requested _ -> new Response.Drain();
      case Notice.Launching _ -> new Response.Welcome();
      case Notice.SpotInterruption _ ->
          response(settings.get(DrainerSettings.ON_SPOT), new Response.Drain());
      case Notice.Rebalance _ ->
          response(settings.get(DrainerSettings.ON_REBALANCE), new Response.Drain());
      case Notice.StateChange _ ->
          response(settings.get(DrainerSettings.ON_STATE_CHANGE), new Response.Force());
      case Notice.Maintenance _ -> {
        Duration lead = settings.get(DrainerSettings.MAINTENANCE_LEAD);
        yield response(settings.get(DrainerSettings.ON_MAINTENANCE), new Response.DrainAhead(lead));
      }
    };
  }

  private static Response response(Answer answer, Response drain) {
    return switch (answer) {
      case DRAIN -> drain;
      case CORDON -> new Response.Cordon();
      case IGNORE -> new Response.Ignore();
    };
  }

  /// The queues; at least one, unless the metadata service tells of notices.
  static List<QueueAddress> queues(Resolved settings) {
    List<String> urls = settings.find(DrainerSettings.QUEUES).orElse(List.of());
    if (urls.isEmpty() && !settings.get(DrainerSettings.SELF)) {
      throw ConfigException.of(
          "the configuration",
          DrainerSettings.QUEUES.key(),
          "no queue is named and self is off, so no notice can come",
          "-queues=https://sqs.us-east-1.amazonaws.com/123456789012/terminations, or on the instance itself -self");
    }
    return urls.stream().map(url -> queue(settings, url)).toList();
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
            : settings.get(DrainerSettings.PARK_AFTER));
  }

  private static QueueAddress queue(Resolved settings, String url) {
    try {
      return QueueAddress.of(
          url,
          Optional.empty(),
          settings
              .find(DrainerSettings.SQS_ENDPOINT)
              .or(() -> settings.find(DrainerSettings.AWS_ENDPOINT)));
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(
          settings.origin(DrainerSettings.QUEUES).toString(),
          DrainerSettings.QUEUES.key(),
          "" + e.getMessage(),
          "");
    }
  }

  static Optional<URI> autoscaling(Resolved settings) {
    return settings
        .find(DrainerSettings.AUTOSCALING_ENDPOINT)
        .or(() -> settings.find(DrainerSettings.AWS_ENDPOINT));
  }

  /// @param here where we run, in self mode; without it there is at least one queue
  static String region(Resolved settings, List<QueueAddress> queues, Optional<Whereabouts> here) {
    return settings
        .find(DrainerSettings.AWS_REGION)
        .or(() -> here.map(Whereabouts::region))
        .orElseGet(() -> queues.getFirst().region());
  }
}
