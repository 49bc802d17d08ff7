package nomadops.gc.purge;

import java.time.Instant;

/// Hears that Nomad's state reached an index at about a time.
@FunctionalInterface
public interface IndexWitness {
  void saw(long index, Instant time, Instant now);
}
