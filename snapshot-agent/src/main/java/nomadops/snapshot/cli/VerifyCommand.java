package nomadops.snapshot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;
import nomadops.snapshot.archive.Archive;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.archive.BadArchive;
import nomadops.snapshot.policy.SnapshotName;
import nomadops.snapshot.target.Stored;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;

/// `snapshot verify`: a file of this machine, or a snapshot that is kept.
final class VerifyCommand {
  private VerifyCommand() {}

  static ExitCode run(Invocation invocation) throws InterruptedException, IOException {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    String what = invocation.arguments().getFirst();
    boolean file = what.contains("/") || Files.isRegularFile(Path.of(what));
    Verified verified = file ? file(Path.of(what)) : kept(invocation.settings(), what);
    invocation.out().print(invocation.flag("json") ? verified.json() : verified.text());
    return ExitCode.DONE;
  }

  private static Verified file(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (InputStream in = Files.newInputStream(file)) {
      return check(file.toString(), SnapshotName.parse(name), in);
    }
  }

  private static Verified kept(Resolved settings, String what)
      throws InterruptedException, IOException {
    try (Target target = TargetSettings.open(settings)) {
      SnapshotName name =
          what.equals("latest")
              ? latest(target, settings.get(TargetSettings.CLUSTER))
              : SnapshotName.parse(what).orElseThrow(() -> unknown(what));
      try (InputStream in = target.open(name)) {
        return check(name.file(), Optional.of(name), in);
      }
    } catch (TargetFault e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private static SnapshotName latest(Target target, String cluster)
      throws TargetFault, InterruptedException {
    return target.list().stream()
        .map(Stored::name)
        .filter(name -> name.cluster().equals(cluster))
        .max(SnapshotName::compareTo)
        .orElseThrow(
            () -> new Failure(target.describe() + " keeps no snapshot of cluster " + cluster));
  }

  private static ConfigException unknown(String what) {
    return ConfigException.of(
        "command line",
        "file|name|latest",
        "\"" + what + "\" is no file and no snapshot's name",
        "nomad-ops snapshot list shows the names; latest means the newest");
  }

  private static Verified check(String what, Optional<SnapshotName> name, InputStream in)
      throws IOException {
    ArchiveFacts facts;
    try {
      facts = Archive.check(in);
    } catch (BadArchive e) {
      throw new Failure(what + " is no whole snapshot: " + e.getMessage());
    }
    if (name.isPresent() && !name.get().isOf(facts.sha256())) {
      throw new Failure(
          what
              + " is whole, and not the snapshot that was given this name: its digest begins with "
              + facts.sha256().substring(0, 12));
    }
    return new Verified(what, facts);
  }
}
