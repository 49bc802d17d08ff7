package nomadops.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Locale;
import java.util.function.Consumer;

/// Says what is being measured, on stderr.
public record Log(Consumer<String> lines) {
  public void say(String format, Object... values) {
    lines.accept(String.format(Locale.ROOT, format, values));
  }

  /// Times are those of an idle machine, or they say little about what is measured.
  public void sayIfBusy() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    int processors = system.getAvailableProcessors();
    if (load > processors / 2.0) {
      say("others keep this machine busy: load %.1f on %d processors", load, processors);
    }
  }
}
