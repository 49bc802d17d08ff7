package nomadops.drainer;

import java.time.Duration;
import java.util.List;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;

/// Several that hear the same.
public record Watchers(List<Watcher> all) implements Watcher {
  public Watchers {
    all = List.copyOf(all);
  }

  @Override
  public void received(Notice notice) {
    all.forEach(one -> one.received(notice));
  }

  @Override
  public void performed(Doomed doomed, DrainDecision decision) {
    all.forEach(one -> one.performed(doomed, decision));
  }

  @Override
  public void refused(Doomed doomed, DrainDecision decision, String why) {
    all.forEach(one -> one.refused(doomed, decision, why));
  }

  @Override
  public void failed(Doomed doomed, String what, RuntimeException fault) {
    all.forEach(one -> one.failed(doomed, what, fault));
  }

  @Override
  public void cut(Doomed doomed, List<CutWork> cut) {
    all.forEach(one -> one.cut(doomed, cut));
  }

  @Override
  public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
    all.forEach(one -> one.closed(doomed, how, took));
  }
}
