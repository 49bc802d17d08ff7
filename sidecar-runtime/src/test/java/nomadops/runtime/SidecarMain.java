package nomadops.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditPolicy;
import nomadops.runtime.audit.AuditRecord;

/// A whole process for tests with real signals: audits as fast as it can until it is told to stop.
final class SidecarMain {
  private SidecarMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    InstantSource clock = InstantSource.system();
    AuditLog audit = AuditLog.open(Path.of(arguments[0]), AuditPolicy.STANDARD, clock);
    Sidecar sidecar = new Sidecar("probe", Signals.ofProcess(), Duration.ofSeconds(10));
    sidecar.onStop(Phase.ADMIN, "admin", () -> System.out.println("admin last"));
    sidecar.onStop(Phase.AUDIT, "audit", audit);
    sidecar.onHangup(() -> System.out.println("reloaded"));
    sidecar.activity("work", Phase.IN_FLIGHT, stop -> work(stop, audit, clock));
    System.exit(sidecar.run().number());
  }

  private static void work(Stop stop, AuditLog audit, InstantSource clock) {
    for (int i = 0; !stop.requested(); i++) {
      audit.record(
          new AuditRecord(
              clock.instant(), "probe", "purge", "job-" + i, "a test", Map.of("n", i), "done"));
      System.out.println("done " + i);
    }
    System.out.println("work finished");
  }
}
