package nomadops.autoscaler.trace.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// Reads the Standard Workload Format of the Parallel Workloads Archive (version 2.2; D. Feitelson
/// and others, "Standards and Benchmarks for Job Scheduling"): a job a line of 18 fields, comments
/// and header lines after `;`, and -1 for what is not known. Names that end in `.gz` are
/// decompressed.
///
/// Read of a job: submit time (2) and run time (4) in seconds; processors, requested (8) or else
/// allocated (5); memory in KB a processor, requested (10) or else used (7). A job whose run time
/// or processors are not known, or that ran no time at all, was cancelled or is unusable: it is
/// skipped. Its class is its executable (14), or its queue (15) where that is not known.
public final class SwfTrace {
  private static final int FIELDS = 18;
  private static final String[] NAMES = {
    "job number",
    "submit time",
    "wait time",
    "run time",
    "allocated processors",
    "average cpu time",
    "used memory",
    "requested processors",
    "requested time",
    "requested memory",
    "status",
    "user",
    "group",
    "executable",
    "queue",
    "partition",
    "preceding job",
    "think time"
  };

  private SwfTrace() {}

  /// What a processor is here.
  ///
  /// @param mhzPerProcessor CPU that a processor is worth
  /// @param mbPerProcessor memory where the trace does not say
  /// @param split a job of n processors is n allocations of one, not one allocation of n
  public record Scale(long mhzPerProcessor, long mbPerProcessor, boolean split) {
    public Scale {
      if (mhzPerProcessor < 1 || mhzPerProcessor > 1_000_000) {
        throw new IllegalArgumentException(
            "MHz per processor is " + mhzPerProcessor + "; want 1 to 1000000, e.g. 1000");
      }
      if (mbPerProcessor < 0 || mbPerProcessor > 100_000_000) {
        throw new IllegalArgumentException(
            "MB per processor is " + mbPerProcessor + "; want 0 to 100000000, e.g. 1024");
      }
    }
  }

  /// Times count from the first job's.
  ///
  /// @throws BadTrace with every fault of the first lines
  public static Trace read(Path file, Scale scale) throws IOException, BadTrace {
    String name = Lines.nameOf(file);
    Faults faults = new Faults(name);
    Trace.Builder builder = new Trace.Builder(name);
    try (BufferedReader lines = Lines.of(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        faults.at(++number);
        String job = line.strip();
        if (!job.isEmpty() && job.charAt(0) != ';') {
          take(job, scale, builder, faults);
          faults.throwIfEnough();
        }
      }
    }
    faults.throwIfAny();
    return builder.buildFromFirst();
  }

  private static void take(String line, Scale scale, Trace.Builder builder, Faults faults) {
    String[] words = line.split("\\s+");
    if (words.length != FIELDS) {
      faults.add("line", line, FIELDS + " numbers, not " + words.length);
      return;
    }
    double[] field = new double[FIELDS];
    int before = faults.count();
    for (int i = 0; i < FIELDS; i++) {
      field[i] = number(words[i], i, faults);
    }
    if (faults.count() > before) {
      return;
    }
    double processors = field[7] > 0 ? field[7] : field[4];
    if (field[3] <= 0 || processors <= 0) {
      return;
    }
    double kb = field[9] > 0 ? field[9] : field[6];
    long mb = kb > 0 ? (long) Math.ceil(kb / 1024) : scale.mbPerProcessor();
    int together = scale.split() ? 1 : (int) processors;
    int count = scale.split() ? (int) processors : 1;
    Resources ask =
        new Resources(scale.mhzPerProcessor() * together, mb * together, 0, 0, 1, Map.of());
    String job =
        field[13] >= 0
            ? "executable-" + (long) field[13]
            : "queue-" + (long) Math.max(0, field[14]);
    String group = together + (together == 1 ? "-processor" : "-processors");
    builder.add(
        Math.round(field[1] * 1000),
        builder.shape(new TraceClass(job, group, ask)),
        count,
        Math.round(field[3] * 1000));
  }

  private static double number(String word, int index, Faults faults) {
    String field = "field " + (index + 1) + " (" + NAMES[index] + ")";
    double least = index == 1 ? 0 : -1;
    // Processors are counts of allocations, and times are kept for 68 years.
    double most = index == 4 || index == 7 ? 1_000_000 : index == 1 || index == 3 ? 2e9 : 1e15;
    try {
      double n = Double.parseDouble(word);
      if (n >= least && n <= most) {
        return n;
      }
    } catch (NumberFormatException e) {
      // Told below, as one that is out of bounds is.
    }
    faults.add(
        field, word, least == 0 ? "seconds from the beginning" : "a number, or -1 for unknown");
    return -1;
  }
}
