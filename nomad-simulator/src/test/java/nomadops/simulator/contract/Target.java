package nomadops.simulator.contract;

import java.net.URI;

/// A Nomad that the contract is checked on.
///
/// @param token the secret of a token that may do everything; empty without ACLs
/// @param live whether it is somebody's cluster: then only what carries a test's own prefix is
///   touched
record Target(String name, URI address, String token, String version, boolean live) {

  /// Whether the recorded shapes are this version's.
  boolean recordedVersion() {
    return version.startsWith("2.");
  }

  /// Whether it is ours, and has to answer to the letter.
  boolean simulated() {
    return name.equals("simulator");
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
