package nomadops.drainer.announce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Deeds;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainDecision.Ending;

/** What the tests of announcements speak of. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final InstanceId MACHINE = new InstanceId("i-0633ac2b0d9769723");
  static final HookRef HOOK = new HookRef("workers", "drain", "token-1");

  private Scene() {}

  static Notice spot(InstanceId instance) {
    return new Notice.SpotInterruption(instance, NOW, NOW.plusSeconds(120), "terminate");
  }

  static Notice terminating(InstanceId instance) {
    return new Notice.Terminating(instance, NOW, HOOK, false);
  }

  static Notice rebalance(InstanceId instance, int seconds) {
    return new Notice.Rebalance(instance, NOW.plusSeconds(seconds));
  }

  static Doomed doomed(Notice first, Notice... more) {
    Doomed doomed = Doomed.by(first, NOW);
    for (Notice notice : more) {
      doomed = doomed.with(notice);
    }
    return doomed;
  }

  static Doomed until(Doomed doomed, Instant end) {
    return new Doomed(
        doomed.instance(), doomed.since(), doomed.notices(), Optional.of(end), Deeds.NONE);
  }

  static DrainDecision.Drain drain(DrainDecision.Drain.Kind kind) {
    return new DrainDecision.Drain(
        "node-1", kind, Duration.ofMinutes(1), true, Map.of(), "it goes at 10:02");
  }

  static DrainDecision.Drain start() {
    return drain(DrainDecision.Drain.Kind.START);
  }

  static DrainDecision.Close close(Ending ending) {
    return new DrainDecision.Close(ending, "nothing is left");
  }

  static CutWork cut(String alloc) {
    return new CutWork(
        "default",
        "report",
        "rows",
        alloc,
        "batch",
        3,
        Duration.ofSeconds(418),
        Optional.empty(),
        Map.of());
  }

  static Announcement announcement(Event event, String instance, Instant time, String reason) {
    InstanceId id = new InstanceId(instance);
    return new Announcement(
        Announcement.id(event, id, Map.of(), reason),
        event,
        time,
        id,
        List.of("node-1"),
        Map.of("spot/" + instance, "spot-interruption"),
        NOW,
        Optional.of(NOW.plusSeconds(120)),
        "noticed",
        event == Event.DONE ? Optional.of(Ending.NOTHING_THERE) : Optional.empty(),
        reason,
        event == Event.CUT ? List.of(cut("alloc-1"), cut("alloc-2")) : List.of());
  }

  static Announcement announcement(Event event) {
    return announcement(event, MACHINE.value(), NOW, "a reason");
  }
}
