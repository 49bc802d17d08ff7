package nomadops.snapshot.archive;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What the state inside holds, as far as it could be read.
public sealed interface Contents {

  /// It was read to its last byte.
  ///
  /// @param rows how many there are of each kind, e.g. `jobs`
  record Read(Map<String, Long> rows, Keyring keyring) implements Contents {
    public Read {
      rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }
  }

  /// It is written in a way that we do not know, as a later Nomad's may be. Its digests are right
  /// all the same.
  record Unknown(String reason) implements Contents {}
}
