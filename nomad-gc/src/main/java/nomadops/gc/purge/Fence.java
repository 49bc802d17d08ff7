package nomadops.gc.purge;

/// Whether this process may still act: asked just before every effect.
@FunctionalInterface
public interface Fence {
  boolean held();
}
