package nomadops.simulator.http;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The head of an iteration: it ends at the first element that does not fit.
final class Taking<A, B> implements Iterator<B> {
  private final Iterator<A> source;
  private final Predicate<A> fits;
  private final Function<A, B> map;
  private @Nullable B next;

  Taking(Iterator<A> source, Predicate<A> fits, Function<A, B> map) {
    this.source = source;
    this.fits = fits;
    this.map = map;
    advance();
  }

  private void advance() {
    next = null;
    if (source.hasNext()) {
      A element = source.next();
      next = fits.test(element) ? map.apply(element) : null;
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public B next() {
    B result = next;
    if (result == null) {
      throw new NoSuchElementException();
    }
    advance();
    return result;
  }
}
