package nomadops.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Closes what was opened, last first. Every one is closed whatever the others do; the first
/// failure is thrown, later ones are attached to it as suppressed.
@SuppressWarnings("try") // close() may be interrupted, as that of any resource in it
public final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /// Remembers `resource` and returns it.
  public synchronized <T extends AutoCloseable> T register(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() throws Exception {
    Exception first = null;
    for (AutoCloseable next = pop(); next != null; next = pop()) {
      try {
        next.close();
      } catch (Exception e) {
        if (first == null) {
          first = e;
        } else if (!first.equals(e)) {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private synchronized @Nullable AutoCloseable pop() {
    return open.poll();
  }
}
