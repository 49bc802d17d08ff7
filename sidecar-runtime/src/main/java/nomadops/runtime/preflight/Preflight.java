package nomadops.runtime.preflight;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nomadops.client.connection.Connection;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;

/// Looks at everything that a tool needs, and tells. Every check runs, whatever became of others;
/// each has its time.
public final class Preflight {
  /// What every preflight's help ends with.
  public static final String FOOTER =
      """

      It takes the settings of run. Exit codes: 0 all that is needed is there, 1 failed, 2 wrong usage or
      configuration, 3 Nomad cannot be reached, 4 something that is needed is missing.\
      """;

  /// The longest that one check may take.
  private static final Duration EACH = Duration.ofSeconds(60);

  private final String tool;
  private final List<Part> parts = new ArrayList<>();

  private record Part(String check, String subject, Probe probe) {}

  /// What is looked at besides Nomad.
  @FunctionalInterface
  public interface Probe {
    /// What was found.
    ///
    /// @param nomad what Nomad was seen to be
    List<Finding> look(NomadFacts nomad) throws Exception;
  }

  /// A preflight of one tool.
  ///
  /// @param tool as its command is called, for example `gc`
  public Preflight(String tool) {
    this.tool = tool;
  }

  /// Adds a look.
  ///
  /// @param subject what is told when it fails or takes too long
  public Preflight and(String check, String subject, Probe probe) {
    parts.add(new Part(check, subject, probe));
    return this;
  }

  /// Takes every look and prints what was found; `-json` prints it for machines.
  public ExitCode run(
      Invocation invocation,
      Connection connection,
      NomadTerms terms,
      InstantSource clock,
      Ticker ticker,
      Pause pause)
      throws InterruptedException {
    NomadFacts facts = new NomadLook(connection, terms, clock, ticker, pause).take();
    List<Finding> findings = new ArrayList<>(NomadChecks.of(terms, facts));
    findings.addAll(beside(facts));
    Report report = new Report(tool, facts.contact() instanceof NomadFacts.Reached, findings);
    invocation
        .out()
        .print(
            invocation.flag("json")
                ? report.json()
                : report.text(invocation.around().outTerminal()));
    return report.exitCode();
  }

  /// All at once.
  private List<Finding> beside(NomadFacts facts) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Finding>>> running =
          parts.stream().map(part -> threads.submit(() -> part.probe().look(facts))).toList();
      for (int i = 0; i < parts.size(); i++) {
        findings.addAll(ended(parts.get(i), running.get(i)));
      }
      threads.shutdownNow();
    }
    return findings;
  }

  private static List<Finding> ended(Part part, Future<List<Finding>> running)
      throws InterruptedException {
    try {
      return running.get(EACH.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return List.of(
          new Finding.NotTold(
              part.check(), part.subject(), "no answer within " + EACH.toSeconds() + " s"));
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      String said = why.getMessage() == null ? why.toString() : why.getMessage();
      return List.of(new Finding.NotTold(part.check(), part.subject(), said));
    }
  }
}
