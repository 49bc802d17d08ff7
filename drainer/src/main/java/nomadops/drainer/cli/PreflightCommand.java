package nomadops.drainer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.drainer.lifecycle.AwsHooks;
import nomadops.drainer.lifecycle.HookTerms;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.sqs.AwsQueue;
import nomadops.drainer.sqs.QueueAddress;
import nomadops.drainer.sqs.QueueFault;
import nomadops.drainer.sqs.QueueSetup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Durations;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.Need;
import nomadops.runtime.preflight.NomadTerms;
import nomadops.runtime.preflight.Preflight;
import nomadops.runtime.preflight.Writable;
import picocli.CommandLine.Model.CommandSpec;

/// `drainer preflight`: whether `drainer run` could do its work with the same settings.
final class PreflightCommand {
  /// No group's; what is asked about it changes nothing.
  private static final HookRef NOBODY =
      new HookRef("nomad-ops-preflight-no-such-group", "no-such-hook", "");

  private PreflightCommand() {}

  static CommandSpec spec() {
    return Leaf.of(
            "preflight",
            "Looks whether drainer run could do its work here, and says what is missing. Changes nothing.",
            DrainerSettings.CATALOGUE)
        .flag("json", "Prints JSON.")
        .footer(Preflight.FOOTER)
        .runs(PreflightCommand::run);
  }

  private static ExitCode run(Invocation invocation) throws Exception {
    Resolved settings = invocation.settings();
    List<QueueAddress> queues = Configured.queues(settings);
    var _ = WebhookSettings.terms(settings);
    Clockwork time = Clockwork.system();
    Preflight preflight = new Preflight("drainer");
    queues.forEach(
        queue -> preflight.and("queue", "queue " + queue.name(), _ -> queue(settings, queue)));
    Configured.parkedQueue(settings)
        .ifPresent(
            queue -> preflight.and("queue", "queue " + queue.name(), _ -> List.of(parked(queue))));
    if (!queues.isEmpty()) {
      preflight.and("hooks", "lifecycle hooks", _ -> hooks(settings, queues, time));
    }
    settings
        .find(DrainerSettings.AUDIT_LOG)
        .ifPresent(file ->
            preflight.and(
                "audit", "audit-log", _ -> List.of(Writable.file("audit", "audit-log", file))));
    return preflight.run(
        invocation,
        NomadSettings.connection(settings),
        terms(settings),
        time.wall(),
        time.ticker(),
        time.pause());
  }

  private static NomadTerms terms(Resolved settings) {
    List<Need> needs = new ArrayList<>();
    needs.add(Need.ofScope("node", "read", "no node is found"));
    if (!settings.get(DrainerSettings.DRY_RUN)) {
      needs.add(Need.ofScope("node", "write", "no node is drained"));
    }
    needs.add(
        Need.inNamespace(
                "*",
                "allocations there are hidden, so a node counts as empty only when Nomad says that its drain is over",
                "read-job")
            .optional());
    return new NomadTerms(
        "drainer", needs, List.of(), Optional.of(Subscription.to(Topic.NODE)), false, false);
  }

  private static List<Finding> queue(Resolved settings, QueueAddress address)
      throws InterruptedException {
    String subject = "queue " + address.name();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding.NotTold(
            "aws",
            subject,
            "rights that act are not tried: ReceiveMessage, ChangeMessageVisibility, DeleteMessage"));
    try (AwsQueue queue = AwsQueue.at(address, Optional.empty())) {
      findings.addAll(terms(settings, subject, queue.setup()));
    } catch (QueueFault fault) {
      findings.add(refused(subject, String.valueOf(fault.getMessage())));
    }
    return findings;
  }

  /// To look takes a right that a run does not.
  private static Finding refused(String subject, String why) {
    return isDenied(why)
        ? new Finding.NotTold(
            "queue",
            subject,
            "to look at it takes sqs:GetQueueAttributes, which run does not: " + why)
        : new Finding.Missing(
            "queue", subject, why, "check -queues, the region in it, and the AWS credentials");
  }

  private static List<Finding> terms(Resolved settings, String subject, QueueSetup queue) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding.Passed(
            "queue", subject, "it is there; about " + queue.waiting() + " messages wait"));
    String own = Durations.text(settings.get(DrainerSettings.VISIBILITY));
    findings.add(
        new Finding.Passed(
            "queue",
            "visibility of " + subject,
            "the queue's "
                + Durations.text(queue.visibility())
                + "; the drainer asks for "
                + own
                + " each time"));
    int parks = settings.get(DrainerSettings.PARK_AFTER);
    String dead = "dead-letter queue of " + subject;
    if (queue.maxReceives().isEmpty()) {
      findings.add(
          new Finding.Passed("queue", dead, "none: what cannot be read stays until it is too old"));
    } else if (queue.maxReceives().getAsInt() <= parks) {
      findings.add(
          new Finding.Doubtful(
              "queue",
              dead,
              "messages go there after "
                  + queue.maxReceives().getAsInt()
                  + " receives, park-after is "
                  + parks
                  + ": a notice may be lost while its node drains",
              "raise maxReceiveCount well above park-after, or leave the redrive policy out"));
    } else {
      findings.add(
          new Finding.Passed(
              "queue", dead, "after " + queue.maxReceives().getAsInt() + " receives"));
    }
    return findings;
  }

  private static Finding parked(QueueAddress address) throws InterruptedException {
    String subject = "queue " + address.name();
    try (AwsQueue queue = AwsQueue.at(address, Optional.empty())) {
      var _ = queue.setup();
      return new Finding.Passed("queue", subject, "it is there; SendMessage is not tried");
    } catch (QueueFault fault) {
      return refused(subject, String.valueOf(fault.getMessage()));
    }
  }

  /// The groups become known by notices alone, so AWS is asked about one that is not there: it says
  /// so to whoever may ask.
  private static List<Finding> hooks(Resolved settings, List<QueueAddress> queues, Clockwork time) {
    String subject = "lifecycle hooks in Auto Scaling";
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding.NotTold(
            "aws",
            subject,
            "rights that act are not tried: RecordLifecycleActionHeartbeat, CompleteLifecycleAction"));
    try (AwsHooks hooks =
        AwsHooks.in(
            Configured.region(settings, queues, Optional.empty()),
            Configured.autoscaling(settings),
            time.ticker())) {
      findings.add(answered(subject, hooks.terms(NOBODY)));
    }
    return findings;
  }

  private static Finding answered(String subject, HookTerms.Answer answer) {
    return switch (answer) {
      case HookTerms.Answer.Known _, HookTerms.Answer.Unknown _ ->
          new Finding.Passed("hooks", subject, "DescribeLifecycleHooks is answered");
      case HookTerms.Answer.Failed(String reason) when isDenied(reason) ->
          new Finding.Doubtful(
              "hooks",
              subject,
              reason,
              "allow autoscaling:DescribeLifecycleHooks; a policy for named groups answers like this, too");
      case HookTerms.Answer.Failed(String reason) ->
          new Finding.Missing(
              "hooks",
              subject,
              reason,
              "check the AWS credentials, -aws-region and -autoscaling-endpoint");
    };
  }

  private static boolean isDenied(String said) {
    return said.contains("AccessDenied") || said.contains("not authorized");
  }
}
