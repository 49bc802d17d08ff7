package nomadops.bench;

import java.util.List;
import nomadops.gc.intake.ChaosRun;

/// A million candidates through stale lists, lost answers, killed replicas and a lock that changes
/// hands: how many DELETEs found nothing, or left a job behind.
final class DuplicateScenario {
  private static final double FAULTS = 0.01;
  private final BenchSize size;
  private final Log log;

  DuplicateScenario(BenchSize size, Log log) {
    this.size = size;
    this.log = log;
  }

  List<Figure> run() throws InterruptedException {
    log.say("duplicates: %,d candidates, two replicas, seed 1", size.candidates());
    ChaosRun.Figures figures = ChaosRun.run(size.candidates(), true, FAULTS, 0, 1);
    log.say(
        "  %,d deleted, %d in vain, %d left; %,d faults, %,d stale pages, %d kills",
        figures.applied(),
        figures.inVain(),
        figures.left(),
        figures.faults(),
        figures.stalePages(),
        figures.kills());
    return List.of(
        Figures.GC.atLeast("chaos_deleted", (double) figures.applied(), "count", size.candidates()),
        Figures.GC.atLeast("chaos_kills", (double) figures.kills(), "count", 1),
        Figures.GC.atLeast("chaos_faults", (double) figures.faults(), "count", 1),
        Figures.GC.atLeast("chaos_stale_pages", (double) figures.stalePages(), "count", 1),
        Figures.GC.atMost("duplicate_deletes", (double) figures.inVain(), "count", 0));
  }
}
