package nomadops.snapshot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nomadops.runtime.ExitCode;
import nomadops.runtime.audit.AuditSettings;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Durations;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.LeaderNeeds;
import nomadops.runtime.preflight.Need;
import nomadops.runtime.preflight.NomadTerms;
import nomadops.runtime.preflight.Preflight;
import nomadops.runtime.preflight.Writable;
import nomadops.snapshot.policy.SnapshotName;
import nomadops.snapshot.target.Place;
import nomadops.snapshot.target.Stored;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;
import picocli.CommandLine.Model.CommandSpec;

/// `snapshot preflight`: whether `snapshot run` could do its work with the same settings.
final class PreflightCommand {
  /// Room for a snapshot twice as large as the last, or this when there is none yet.
  private static final long SMALL = 64L << 20;

  private PreflightCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "preflight",
            "Looks whether snapshot run could do its work here, and says what is missing. Changes nothing.",
            SnapshotSettings.CATALOGUE)
        .flag("json", "Prints JSON.")
        .footer(Preflight.FOOTER)
        .runs(invocation -> run(invocation, time));
  }

  private static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Resolved settings = invocation.settings();
    SnapshotSettings.check(settings);
    Place place = settings.require(TargetSettings.TARGET);
    Preflight preflight =
        new Preflight("snapshot")
            .and("target", "target " + place, _ -> target(settings, place, time.wall().instant()));
    settings
        .find(AuditSettings.LOG)
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
    LeaderNeeds leader = LeaderNeeds.of(SnapshotSettings.LEADER, settings);
    List<Need> needs = new ArrayList<>();
    needs.add(
        Need.ofScope(
            "operator",
            "snapshot-save",
            "no snapshot is given (before Nomad 1.11.3 it takes a management token)"));
    needs.addAll(leader.needs());
    return new NomadTerms(
        "snapshot", needs, List.of(), Optional.empty(), leader.localServer(), leader.lock());
  }

  private static List<Finding> target(Resolved settings, Place place, Instant now)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try (Target target = TargetSettings.open(settings)) {
      Optional<Stored> newest = newest(target.list(), settings.get(TargetSettings.CLUSTER));
      findings.add(kept(target, newest, now));
      if (place instanceof Place.Folder(Path folder)) {
        findings.add(Writable.folder("target", "target " + place, folder));
      } else {
        findings.add(Writable.folder("target", "spool " + target.spool(), target.spool()));
        findings.add(
            new Finding.NotTold(
                "aws",
                "target " + place,
                "rights that act are not tried: s3:PutObject, s3:GetObject, s3:DeleteObject, s3:AbortMultipartUpload"));
      }
      findings.add(room(target.spool(), newest));
    } catch (TargetFault fault) {
      findings.add(
          new Finding.Missing(
              "target",
              "target " + place,
              String.valueOf(fault.getMessage()),
              place instanceof Place.Folder
                  ? "make the folder, or mount it, and give it to this user"
                  : "check -target, -s3-endpoint, -s3-region, -spool, and the AWS credentials; listing takes s3:ListBucket"));
    }
    return findings;
  }

  private static Optional<Stored> newest(List<Stored> all, String cluster) {
    return all.stream()
        .filter(stored -> stored.name().cluster().equals(cluster))
        .max(Comparator.comparing(Stored::name));
  }

  private static Finding kept(Target target, Optional<Stored> newest, Instant now) {
    String subject = "target " + target.describe();
    return newest
        .map(Stored::name)
        .map(SnapshotName::at)
        .<Finding>map(at ->
            new Finding.Passed(
                "target",
                subject,
                "can be listed; the newest snapshot is "
                    + Durations.rough(Duration.between(at, now))
                    + " old"))
        .orElseGet(() ->
            new Finding.Passed(
                "target", subject, "can be listed; no snapshot of this cluster yet"));
  }

  private static Finding room(Path spool, Optional<Stored> newest) {
    String subject = "room in " + spool;
    long wanted = Math.max(SMALL, 2 * newest.map(Stored::bytes).orElse(0L));
    try {
      long free = Files.getFileStore(spool).getUsableSpace();
      String told = (free >> 20) + " MB free, " + (wanted >> 20) + " MB wanted";
      return free >= wanted
          ? new Finding.Passed("target", subject, told)
          : new Finding.Missing("target", subject, told, "make room, or keep fewer snapshots");
    } catch (IOException e) {
      return new Finding.NotTold("target", subject, TargetFault.reason(e));
    }
  }
}
