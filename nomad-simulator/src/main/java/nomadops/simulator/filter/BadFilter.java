package nomadops.simulator.filter;

/// A filter that cannot be read, or that names a field which rows do not have.
public final class BadFilter extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadFilter(String message) {
    super(message);
  }
}
