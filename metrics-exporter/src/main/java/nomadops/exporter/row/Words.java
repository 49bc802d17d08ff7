package nomadops.exporter.row;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Keeps each of a few words once: namespaces, statuses, groups and nodes are read a hundred
/// thousand times. Ids of things that come and go do not belong here.
public final class Words {
  /// More are no few words any more.
  private static final int MOST = 200_000;

  private final ConcurrentMap<String, String> words = new ConcurrentHashMap<>();

  /// The same text, always the same object while there are not too many.
  public String word(String text) {
    String known = words.get(text);
    if (known != null) {
      return known;
    }
    if (words.size() >= MOST) {
      words.clear();
    }
    String before = words.putIfAbsent(text, text);
    return before == null ? text : before;
  }
}
