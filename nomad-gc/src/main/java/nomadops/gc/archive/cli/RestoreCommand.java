package nomadops.gc.archive.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.http.WireObserver;
import nomadops.client.model.Job;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import nomadops.client.model.RegisterReceipt;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.gc.archive.HistoryRow;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Refused;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.log.Logs;

/// `gc restore`.
final class RestoreCommand {
  private RestoreCommand() {}

  static ExitCode run(Invocation invocation, ArchiveCommands.Desk desk) {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    try (ArchiveDatabase archive = ArchiveSettings.read(invocation.settings());
        NomadClient nomad =
            NomadClient.connect(
                NomadSettings.connection(invocation.settings()),
                WireObserver.NONE,
                desk.ticker(),
                desk.pause(),
                RandomGenerator.getDefault())) {
      List<HistoryRow> versions =
          Found.versions(archive, invocation, invocation.arguments().getFirst());
      HistoryRow row = Found.chosen(versions, invocation, desk.wall().instant());
      RawJson spec = archive.spec(row.version()).orElseThrow();
      Job job = NomadJson.job(spec);
      refuseChild(job, invocation.flag("as-is"));
      refuseExisting(nomad, row);
      if (!goesOn(invocation, desk, row, job)) {
        throw new Refused("not restored, as you say");
      }
      RegisterReceipt receipt = registered(nomad, row, spec);
      tell(invocation, row, receipt);
      return ExitCode.DONE;
    } catch (ArchiveUnavailable e) {
      throw ArchiveSettings.told(invocation.settings(), e);
    }
  }

  /// Nomad refuses "Dispatched" in what is submitted (jobValidate in nomad/job_endpoint.go, 2.0.5);
  /// a periodic child it takes.
  private static void refuseChild(Job job, boolean asIs) {
    if (job.dispatched()) {
      throw new Refused(
          job.key()
              + " was dispatched from "
              + job.parentId()
              + ", and Nomad takes no such job by itself. Dispatch it anew: nomad job dispatch "
              + job.parentId()
              + "; gc history -id "
              + job.key()
              + " -spec shows its Meta and Payload.");
    }
    if (!job.parentId().isEmpty() && !asIs) {
      throw new Refused(
          job.key()
              + " is a child of the periodic job "
              + job.parentId()
              + ". Restored by itself it runs once more at once, outside of its schedule, and counts as a child of "
              + job.parentId()
              + " where that still exists: prohibit_overlap then skips a launch while it runs. nomad job periodic"
              + " force makes a new one instead. Say -as-is if it is meant.");
    }
  }

  private static void refuseExisting(NomadClient nomad, HistoryRow row) {
    Optional<Job> there = nomad.jobs().read(row.version().job()).value();
    there.ifPresent(job -> {
      throw new Refused(
          "a job "
              + job.key()
              + " is there (version "
              + job.version()
              + ", "
              + job.status()
              + "): it is not overwritten. Stop and purge it first, or keep it.");
    });
  }

  private static boolean goesOn(
      Invocation invocation, ArchiveCommands.Desk desk, HistoryRow row, Job job) {
    if (invocation.flag("yes")) {
      return true;
    }
    if (!invocation.around().errTerminal().interactive() || !desk.keyboard().isThere()) {
      throw new Refused("nobody is there to be asked; say -yes to restore " + job.key());
    }
    var err = invocation.around().err();
    err.println(described(row, job));
    err.print("restore " + job.key() + "? [y/N] ");
    err.flush();
    String answer = desk.keyboard().line().orElse("").strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  private static String described(HistoryRow row, Job job) {
    String then =
        job.stop()
            ? "It was stopped: it is registered as stopped, and nothing runs."
            : job.isParent()
                ? "It is a parent: it starts nothing at once, and makes children as before."
                : "It is placed and runs again, as a newly submitted job.";
    return job.key()
        + ": "
        + job.type()
        + " job, version "
        + job.version()
        + ", submitted "
        + Shown.time(row.submitted())
        + "\nIt ended "
        + row.outcome()
        + ", and was "
        + Shown.end(row)
        + ".\n"
        + then;
  }

  private static RegisterReceipt registered(NomadClient nomad, HistoryRow row, RawJson spec) {
    return nomad
        .jobs()
        .registerIfUnchanged(spec, 0)
        .orElseThrow(() ->
            new Refused(
                "somebody registered a job "
                    + row.version().job()
                    + " in this very moment: it is not overwritten"));
  }

  private static void tell(Invocation invocation, HistoryRow row, RegisterReceipt receipt) {
    if (!invocation.flag("json")) {
      invocation.out().println("registered " + row.version().job() + " as it was");
      return;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("job", row.version().job().toString());
    told.put("version", row.jobVersion());
    told.put("eval", receipt.evalId().orElse(""));
    told.put("job_modify_index", receipt.jobModifyIndex());
    invocation.out().println(new String(NomadJson.write(told), StandardCharsets.UTF_8));
  }
}
