package nomadops.drainer.drain;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map of bounded size: the entry that was put first makes room. Not for many threads.
public final class Latest<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int room;

  public Latest(int room) {
    this.room = room;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > room;
  }
}
