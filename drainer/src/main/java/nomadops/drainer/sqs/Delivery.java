package nomadops.drainer.sqs;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import nomadops.drainer.notice.Notice;

/// One message under our care: it stays invisible to others, and is not deleted, until [#done()].
/// If SQS delivers it again meanwhile, it remains this same delivery. For many threads.
public final class Delivery {
  private final String queue;
  private final String id;
  private final List<Notice> notices;
  private final Consumer<String> whenDone;
  private final AtomicBoolean done = new AtomicBoolean();

  /// A message that came.
  ///
  /// @param whenDone takes the id, once
  Delivery(String queue, String id, List<Notice> notices, Consumer<String> whenDone) {
    this.queue = queue;
    this.id = id;
    this.notices = List.copyOf(notices);
    this.whenDone = whenDone;
  }

  /// The queue's name.
  public String queue() {
    return queue;
  }

  /// The message's id, as SQS gave it.
  public String id() {
    return id;
  }

  /// What it tells; at least one.
  public List<Notice> notices() {
    return notices;
  }

  /// All that its notices ask for is finished, so the message is deleted. Returns at once; repeats
  /// change nothing.
  public void done() {
    if (done.compareAndSet(false, true)) {
      whenDone.accept(id);
    }
  }

  @Override
  public String toString() {
    return "message " + id + " of " + queue;
  }
}
