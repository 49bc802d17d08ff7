package nomadops.autoscaler.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.file.BadTrace;
import nomadops.autoscaler.trace.file.CsvTrace;
import nomadops.autoscaler.trace.file.RecordedTrace;
import nomadops.autoscaler.trace.file.SwfTrace;
import nomadops.autoscaler.trace.file.TraceFault;
import nomadops.autoscaler.workload.Preset;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.ConfigException;

/// The traces that a command line names: files, and workloads drawn from a seed.
final class Traces {
  private static final String ENDINGS = ".csv, .swf or .ndjson, each also with .gz";

  private Traces() {}

  static List<Trace> of(Invocation invocation) {
    List<Trace> traces = new ArrayList<>();
    for (String file : invocation.arguments()) {
      traces.add(read(invocation, file));
    }
    List<String> presets = invocation.values("preset");
    if (traces.isEmpty() && presets.isEmpty()) {
      presets = Preset.words();
    }
    for (String preset : presets) {
      traces.add(drawn(invocation, preset));
    }
    return traces;
  }

  private static Trace drawn(Invocation invocation, String preset) {
    long seed = Numbers.whole(invocation, "seed", 1, 0, Long.MAX_VALUE);
    long days = Numbers.whole(invocation, "days", 1, 1, 366);
    double rate = (double) Numbers.whole(invocation, "rate", 100, 1, 100_000);
    try {
      return Preset.named(preset).trace(seed, Duration.ofDays(days).toMillis(), rate);
    } catch (IllegalArgumentException e) {
      throw ConfigException.of("option -preset", "preset", "" + e.getMessage(), "");
    }
  }

  private static Trace read(Invocation invocation, String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    Path file = Path.of(name);
    try {
      if (plain.endsWith(".csv")) {
        return CsvTrace.read(file);
      }
      if (plain.endsWith(".ndjson")) {
        return RecordedTrace.read(file);
      }
      if (plain.endsWith(".swf")) {
        return SwfTrace.read(
            file,
            new SwfTrace.Scale(
                Numbers.whole(invocation, "mhz-per-processor", 1_000, 1, 100_000),
                Numbers.whole(invocation, "mb-per-processor", 1_024, 1, 10_000_000),
                true));
      }
    } catch (BadTrace e) {
      throw ConfigException.of(
          name,
          "trace",
          String.join("\n", e.faults().stream().map(TraceFault::toString).toList()),
          "");
    } catch (IOException e) {
      throw new Failure("trace " + name + " cannot be read: " + e);
    }
    throw ConfigException.of(
        "the command line",
        "trace",
        "\"" + name + "\" is no trace",
        "name a file that ends in " + ENDINGS);
  }
}
