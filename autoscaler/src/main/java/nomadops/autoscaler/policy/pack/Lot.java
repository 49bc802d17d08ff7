package nomadops.autoscaler.policy.pack;

import nomadops.autoscaler.shape.Shape;

/// So many allocations of one shape.
public record Lot(Shape shape, int count) {
  public Lot {
    if (count < 0) {
      throw new IllegalArgumentException("count is " + count + " of " + shape.ask());
    }
  }

  Lot less(int n) {
    return new Lot(shape, count - n);
  }
}
