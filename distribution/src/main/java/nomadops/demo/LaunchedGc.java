package nomadops.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `nomad-ops gc run` as an operator starts it: by the launcher, a process of its own, which sees
/// none of our `NOMAD_*` variables and runs on our Java. The demo and the benchmarks watch it from
/// outside.
public final class LaunchedGc implements Collector.Collection {
  private final OwnProcess process;

  private LaunchedGc(OwnProcess process) {
    this.process = process;
  }

  /// Where it writes.
  ///
  /// @param audit the audit log
  /// @param out its stdout
  /// @param err its stderr
  public record Files(Path audit, Path out, Path err) {}

  /// Starts it, and returns at once.
  ///
  /// @param home the unpacked distribution
  /// @param options further words of the command line
  public static LaunchedGc start(Path home, URI address, Files files, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("nomad-ops").toString());
    command.addAll(
        List.of("gc", "run", "--address=" + address, "--audit-log=" + files.audit().toString()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("NOMAD_"));
    builder.environment().put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(files.out().toFile());
    builder.redirectError(files.err().toFile());
    return new LaunchedGc(OwnProcess.start(builder));
  }

  @Override
  public boolean running() {
    return process.running();
  }

  @Override
  public int exitCode() {
    return process.exitCode();
  }

  /// Its process id.
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }
}
