package nomadops.drainer.announce;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.runtime.redaction.Redaction;

/// Runs a program for each announcement: JSON on its standard input, the fields in its environment
/// as `NOMAD_OPS_EVENT`, `NOMAD_OPS_INSTANCE` and so on. Exit code 0 means that it is told.
final class ExecSender implements Sender {
  private static final int MOST_LINES = 5;

  private final ExecTerms terms;
  private final Map<String, String> environment;
  private final Redaction redaction;

  ExecSender(ExecTerms terms, Map<String, String> environment) {
    this.terms = terms;
    this.environment = Map.copyOf(environment);
    List<String> secrets = new ArrayList<>(Redaction.ofEnvironment(environment));
    terms.command().stream().skip(1).forEach(secrets::add);
    this.redaction = new Redaction(secrets);
  }

  @Override
  public synchronized Sent send(Announcement announcement) throws InterruptedException {
    Process process;
    try {
      process = builder(announcement).start();
    } catch (IOException e) {
      return later("cannot be run: " + e.getMessage());
    }
    ProcessOutput output = new ProcessOutput(process);
    try {
      Thread _ =
          Thread.ofPlatform()
              .daemon()
              .name("exec-input")
              .start(() -> write(process, Rendering.json(announcement)));
      if (!output.readUntilExit(terms.timeout())) {
        return later("killed after " + terms.timeout().toMillis() + " ms" + said(output));
      }
      int code = process.exitValue();
      return code == 0 ? new Sent.Delivered() : later("exit code " + code + said(output));
    } finally {
      kill(process);
      output.close();
    }
  }

  private ProcessBuilder builder(Announcement announcement) {
    Map<String, String> all = new HashMap<>(environment);
    Rendering.fields(announcement)
        .forEach((name, value) -> all.put("NOMAD_OPS_" + name.toUpperCase(Locale.ROOT), value));
    ProcessBuilder builder = new ProcessBuilder(terms.command()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(all);
    return builder;
  }

  /// By a platform thread: a program need not read, and a virtual one would keep its carrier from
  /// others while it waits for a full pipe.
  private static void write(Process process, byte[] json) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(json);
    } catch (IOException e) {
      // It did not want to read it, or is gone already: its exit code tells.
    }
  }

  /// The ones that it started first, or nobody would know whose they were.
  private static void kill(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> family;
      try (Stream<ProcessHandle> descendants = process.descendants()) {
        family = descendants.collect(Collectors.toList());
      }
      family.forEach(ProcessHandle::destroyForcibly);
      Process _ = process.destroyForcibly();
    }
  }

  private String said(ProcessOutput output) {
    List<String> lines = output.text().lines().limit(MOST_LINES).toList();
    return lines.isEmpty() ? "" : ": " + String.join(" | ", lines);
  }

  private Sent later(String reason) {
    return new Sent.Later(redaction.clean(reason), Optional.empty());
  }
}
