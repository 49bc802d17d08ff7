package nomadops.drainer.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.Notice;

/// Takes notices, does with each what it was told to do, and counts.
final class FakeDrainer implements Consumer<List<Bulletin>>, WebhookListener {
  private final List<Bulletin> bulletins = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private volatile Consumer<Bulletin> then = _ -> {};

  @Override
  public synchronized void accept(List<Bulletin> batch) {
    batch.forEach(then);
    bulletins.addAll(batch);
  }

  /// What becomes of each from now on.
  void then(Consumer<Bulletin> next) {
    then = next;
  }

  static void safe(Bulletin bulletin) {
    bulletin.safe().run();
  }

  static void done(Bulletin bulletin) {
    bulletin.safe().run();
    bulletin.done().run();
  }

  static void breaks(Bulletin bulletin) {
    if (!bulletin.notices().isEmpty()) {
      throw new IllegalStateException("no room for " + bulletin.notices());
    }
  }

  synchronized List<Bulletin> bulletins() {
    return List.copyOf(bulletins);
  }

  synchronized List<Notice> notices() {
    return bulletins.stream().flatMap(bulletin -> bulletin.notices().stream()).toList();
  }

  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public void accepted(int notices) {
    count("accepted", notices);
  }

  @Override
  public void merged(int notices) {
    count("merged", notices);
  }

  @Override
  public void replayed() {
    count("replayed", 1);
  }

  @Override
  public void refused(Refusal why) {
    count(why.name(), 1);
  }

  private synchronized void count(String what, int by) {
    if (by > 0) {
      counts.merge(what, by, Integer::sum);
    }
  }
}
