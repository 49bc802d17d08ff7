package nomadops.gc.purge;

import java.time.Duration;

/// Hears what Nomad did not take well.
interface Strain {
  /// The server answers for it: overloaded, broken, or silent.
  ///
  /// @param askedToWait how long Nomad asked us to stay away; zero if it did not
  void fault(Duration askedToWait);

  /// The token is not accepted.
  void forbidden();
}
