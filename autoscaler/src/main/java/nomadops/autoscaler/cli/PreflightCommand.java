package nomadops.autoscaler.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.PoolSetup;
import nomadops.autoscaler.cli.PoolConfig.GroupConfig;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Reading;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.LeaderNeeds;
import nomadops.runtime.preflight.Need;
import nomadops.runtime.preflight.NomadTerms;
import nomadops.runtime.preflight.Preflight;
import nomadops.runtime.preflight.Writable;
import picocli.CommandLine.Model.CommandSpec;

/// `autoscaler preflight`: whether `autoscaler run` could do its work with the same settings.
final class PreflightCommand {
  private static final int MILLIS = 5_000;

  private PreflightCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "preflight",
            "Looks whether autoscaler run could do its work here, and says what is missing. Changes nothing.",
            AutoscalerSettings.CATALOGUE)
        .flag("json", "Prints JSON.")
        .footer(Preflight.FOOTER)
        .runs(invocation -> run(invocation, time));
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  private static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    List<PoolConfig> pools = Wiring.checked(settings);
    Map<String, String> environment = invocation.around().environment();
    try (Closer closer = new Closer()) {
      List<PoolSetup> setups = Wiring.pools(settings, time, environment, closer);
      Preflight preflight = new Preflight("autoscaler");
      for (PoolConfig pool : pools) {
        for (GroupConfig group : pool.groups()) {
          preflight.and(
              "group", group.name(), _ -> List.of(reachable(pool.name(), group, environment)));
        }
      }
      for (PoolSetup setup : setups) {
        for (Target target : setup.targets()) {
          preflight.and("group", target.name(), _ -> group(settings, setup.name(), target));
        }
      }
      settings
          .find(AutoscalerSettings.AUDIT_LOG)
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
  }

  private static NomadTerms terms(Resolved settings) {
    LeaderNeeds leader = LeaderNeeds.of(AutoscalerSettings.LEADER, settings);
    String where = settings.get(AutoscalerSettings.STATE_NAMESPACE);
    String memory = settings.get(AutoscalerSettings.STATE_PATH) + "/paused";
    List<Need> needs =
        new ArrayList<>(
            List.of(
                Need.ofScope("node", "read", "there are no pools to see"),
                Need.ofScope("node", "write", "no node is closed or opened"),
                Need.inNamespace("*", "what waits there is not seen", "list-jobs"),
                Need.inNamespace(
                    "*",
                    "what waits and runs there is not seen, so nothing is given back",
                    "read-job"),
                Need.onVariable(where, memory, "read", "it remembers nothing"),
                Need.onVariable(where, memory, "write", "it remembers nothing"),
                Need.ofScope("operator", "read", "a paused broker is not seen").optional()));
    needs.addAll(leader.needs());
    return new NomadTerms(
        "autoscaler",
        needs,
        List.of(),
        Optional.of(Subscription.to(Topic.NODE, Topic.ALLOCATION, Topic.JOB, Topic.EVALUATION)),
        leader.localServer(),
        leader.lock());
  }

  private static Finding reachable(
      String pool, GroupConfig group, Map<String, String> environment) {
    String subject = "group " + group.name() + " of pool " + pool;
    return switch (group) {
      case GroupConfig.Asg asg ->
          new Finding.NotTold(
              "aws",
              subject,
              "rights that act are not tried: UpdateAutoScalingGroup, TerminateInstanceInAutoScalingGroup, CreateOrUpdateTags of "
                  + asg.name());
      case GroupConfig.Webhook webhook -> listens(subject, webhook.url());
      case GroupConfig.Exec exec -> runs(subject, exec.command().getFirst(), environment);
    };
  }

  private static Finding listens(String subject, URI url) {
    int port = url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), MILLIS);
      return new Finding.Passed("webhook", subject, url + " takes connections");
    } catch (IOException e) {
      return new Finding.Missing(
          "webhook",
          subject,
          url + " cannot be reached: " + e.getMessage(),
          "check the url of the group, and that its service runs");
    }
  }

  private static Finding runs(String subject, String program, Map<String, String> environment) {
    Stream<Path> places =
        program.contains(File.separator)
            ? Stream.of(Path.of(program))
            : Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program));
    return places
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .<Finding>map(file -> new Finding.Passed("program", subject, file + " can be run"))
        .orElseGet(() ->
            new Finding.Missing(
                "program",
                subject,
                program + " is no program that this user may run",
                "give its whole path in exec, and chmod +x it"));
  }

  private static List<Finding> group(Resolved settings, String pool, Target target)
      throws InterruptedException {
    String subject = "group " + target.name() + " of pool " + pool;
    return List.of(
        switch (target.read()) {
          case Reading.Known(GroupFacts facts) -> known(settings, subject, facts);
          case Reading.Unknown(String reason) ->
              new Finding.Missing("group", subject, reason, "see docs/autoscaler-targets.md");
          case Reading.Missing(String reason) ->
              new Finding.Missing(
                  "group", subject, reason, "make it, or write the name and region that it has");
        });
  }

  private static Finding known(Resolved settings, String subject, GroupFacts facts) {
    String own = settings.get(AutoscalerSettings.OWNER);
    Optional<String> other = facts.owner().filter(owner -> !owner.equals(own));
    if (other.isPresent()) {
      return new Finding.Missing(
          "group",
          subject,
          "it is scaled by \"" + other.get() + "\", not by \"" + own + "\"",
          "give every cluster groups and an owner of its own");
    }
    String told =
        "%d machines of %d asked for, between %d and %d"
            .formatted(facts.members().size(), facts.desired(), facts.min(), facts.max());
    return facts.standstills().isEmpty()
        ? new Finding.Passed("group", subject, told)
        : new Finding.Doubtful("group", subject, told, facts.standstills().getFirst().reason());
  }
}
