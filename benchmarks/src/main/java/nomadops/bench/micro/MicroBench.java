package nomadops.bench.micro;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import nomadops.bench.Figure;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs [HotPaths].
public final class MicroBench {
  private MicroBench() {}

  /// Measures, in processes of JMH's own.
  ///
  /// @param quick fewer iterations
  /// @param said what JMH says meanwhile
  public static List<Figure> run(boolean quick, PrintStream said) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include(HotPaths.class.getName()).shouldFailOnError(true);
    if (quick) {
      options.warmupIterations(2).measurementIterations(1);
    }
    Collection<RunResult> results =
        new Runner(
                options.build(), OutputFormatFactory.createFormatInstance(said, VerboseMode.NORMAL))
            .run();
    return results.stream().map(MicroBench::figure).toList();
  }

  private static Figure figure(RunResult result) {
    return new Figure(
        "micro",
        metric(result.getPrimaryResult().getLabel()),
        result.getPrimaryResult().getScore(),
        "ns",
        OptionalDouble.empty(),
        Figure.Sense.AT_MOST);
  }

  private static String metric(String method) {
    return method.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
