package nomadops.simulator.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A persistent sorted map: a weight-balanced tree whose updates share all but one path with the
/// tree they came from.
public final class SortedTree<K extends Comparable<K>, V> {
  private static final int DELTA = 3;
  private static final int GAMMA = 2;
  private final @Nullable Node<K, V> root;

  private SortedTree(@Nullable Node<K, V> root) {
    this.root = root;
  }

  public static <K extends Comparable<K>, V> SortedTree<K, V> empty() {
    return new SortedTree<>(null);
  }

  public int size() {
    return size(root);
  }

  public @Nullable V get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return node.value;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  public SortedTree<K, V> with(K key, V value) {
    return new SortedTree<>(insert(root, key, value));
  }

  public SortedTree<K, V> without(K key) {
    return get(key) == null ? this : new SortedTree<>(delete(root, key));
  }

  /// Entries in order, from the first key that is not below `from` (all when null).
  public Iterable<Entry<K, V>> ascending(@Nullable K from) {
    return () -> new Walk<>(root, from, false);
  }

  /// Entries in reverse order, from the last key that is not above `from` (all when null).
  public Iterable<Entry<K, V>> descending(@Nullable K from) {
    return () -> new Walk<>(root, from, true);
  }

  /// A key and its value.
  public interface Entry<K, V> {
    K key();

    V value();
  }

  private record Node<K, V>(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int size)
      implements Entry<K, V> {}

  private static int size(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }

  private static <K, V> Node<K, V> node(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return new Node<>(key, value, left, right, size(left) + size(right) + 1);
  }

  private static <K extends Comparable<K>, V> Node<K, V> insert(
      @Nullable Node<K, V> at, K key, V value) {
    if (at == null) {
      return node(key, value, null, null);
    }
    int order = key.compareTo(at.key);
    if (order == 0) {
      return new Node<>(key, value, at.left, at.right, at.size);
    }
    return order < 0
        ? balance(at.key, at.value, insert(at.left, key, value), at.right)
        : balance(at.key, at.value, at.left, insert(at.right, key, value));
  }

  private static <K extends Comparable<K>, V> @Nullable Node<K, V> delete(
      @Nullable Node<K, V> at, K key) {
    if (at == null) {
      return null;
    }
    int order = key.compareTo(at.key);
    if (order < 0) {
      return balance(at.key, at.value, delete(at.left, key), at.right);
    }
    if (order > 0) {
      return balance(at.key, at.value, at.left, delete(at.right, key));
    }
    if (at.left == null) {
      return at.right;
    }
    if (at.right == null) {
      return at.left;
    }
    Node<K, V> next = at.right;
    while (next.left != null) {
      next = next.left;
    }
    return balance(next.key, next.value, at.left, delete(at.right, next.key));
  }

  private static <K, V> Node<K, V> balance(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    int l = size(left);
    int r = size(right);
    if (l + r > 1) {
      if (right != null && r > DELTA * l) {
        return rotateLeft(key, value, left, right);
      }
      if (left != null && l > DELTA * r) {
        return rotateRight(key, value, left, right);
      }
    }
    return new Node<>(key, value, left, right, l + r + 1);
  }

  private static <K, V> Node<K, V> rotateLeft(
      K key, V value, @Nullable Node<K, V> left, Node<K, V> right) {
    Node<K, V> inner = right.left;
    if (inner == null || size(inner) < GAMMA * size(right.right)) {
      return node(right.key, right.value, node(key, value, left, inner), right.right);
    }
    return node(
        inner.key,
        inner.value,
        node(key, value, left, inner.left),
        node(right.key, right.value, inner.right, right.right));
  }

  private static <K, V> Node<K, V> rotateRight(
      K key, V value, Node<K, V> left, @Nullable Node<K, V> right) {
    Node<K, V> inner = left.right;
    if (inner == null || size(inner) < GAMMA * size(left.left)) {
      return node(left.key, left.value, left.left, node(key, value, inner, right));
    }
    return node(
        inner.key,
        inner.value,
        node(left.key, left.value, left.left, inner.left),
        node(key, value, inner.right, right));
  }

  private static final class Walk<K extends Comparable<K>, V> implements Iterator<Entry<K, V>> {
    private final Deque<Node<K, V>> path = new ArrayDeque<>();
    private final boolean reverse;

    Walk(@Nullable Node<K, V> root, @Nullable K from, boolean reverse) {
      this.reverse = reverse;
      Node<K, V> at = root;
      while (at != null) {
        int order = from == null ? 0 : at.key.compareTo(from);
        boolean reached = from == null || (reverse ? order <= 0 : order >= 0);
        if (reached) {
          path.push(at);
        }
        boolean goLeft = reached != reverse;
        at = goLeft ? at.left : at.right;
      }
    }

    @Override
    public boolean hasNext() {
      return !path.isEmpty();
    }

    @Override
    public Entry<K, V> next() {
      if (path.isEmpty()) {
        throw new NoSuchElementException();
      }
      Node<K, V> result = path.pop();
      Node<K, V> at = reverse ? result.left : result.right;
      while (at != null) {
        path.push(at);
        at = reverse ? at.right : at.left;
      }
      return result;
    }
  }
}
