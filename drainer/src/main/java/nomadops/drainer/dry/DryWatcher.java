package nomadops.drainer.dry;

import java.time.Duration;
import nomadops.drainer.Watcher;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;

/// Tells what is noticed, and how it would end. What would be done in between is told by the ports.
public final class DryWatcher implements Watcher {
  private final Narrator narrator;

  public DryWatcher(Narrator narrator) {
    this.narrator = narrator;
  }

  @Override
  public void received(Notice notice) {
    narrator.say(notice.instance().value(), "notice: " + notice.kind() + " of " + notice.at());
  }

  @Override
  public void performed(Doomed doomed, DrainDecision decision) {
    narrator.say(doomed.instance().value(), "because " + decision.reason());
  }

  @Override
  public void failed(Doomed doomed, String what, RuntimeException fault) {
    narrator.say(doomed.instance().value(), "failed: " + what + ": " + fault.getMessage());
  }

  @Override
  public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
    narrator.say(
        doomed.instance().value(), "would be dealt with as " + how.ending() + ": " + how.reason());
  }
}
