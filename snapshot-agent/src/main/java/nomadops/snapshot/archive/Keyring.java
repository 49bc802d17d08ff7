package nomadops.snapshot.archive;

import java.util.Set;
import java.util.TreeSet;

/// What a snapshot holds of the keys that encrypt variables and sign workload identities. Nomad
/// keeps them in Raft from 1.9.0 on, once every server is that new and the keys were migrated;
/// before, in each server's own `keystore` folder, which no snapshot reaches (nomad/encrypter.go,
/// nomad/structs/keyring.go).
public sealed interface Keyring {

  /// One word.
  String word();

  /// For people: what it means for a restore.
  String meaning();

  /// Keys and what unwraps them are both there.
  record Whole(int keys) implements Keyring {
    @Override
    public String word() {
      return "whole";
    }

    @Override
    public String meaning() {
      return keys
          + (keys == 1 ? " key, which" : " keys, which")
          + " a restore brings back; whoever has this file can read every variable";
    }
  }

  /// Keys are there, wrapped by a key management service.
  ///
  /// @param providers e.g. `awskms`
  record Wrapped(int keys, Set<String> providers) implements Keyring {
    public Wrapped {
      providers = Set.copyOf(providers);
    }

    @Override
    public String word() {
      return "wrapped";
    }

    @Override
    public String meaning() {
      return keys
          + (keys == 1 ? " key" : " keys")
          + ", wrapped by "
          + String.join(", ", new TreeSet<>(providers))
          + ": servers that a restore is made on need that service, the same key there, and the right to use it";
    }
  }

  /// Some or all keys are on the servers' disks alone.
  ///
  /// @param keys how many of them
  record OnServersAlone(int keys) implements Keyring {
    @Override
    public String word() {
      return "missing";
    }

    @Override
    public String meaning() {
      return keys
          + (keys == 1 ? " key is" : " keys are")
          + " NOT in this snapshot, as before Nomad 1.9: keep a copy of DATA_DIR/server/keystore of each server,"
          + " or a restore loses variables and workload identities";
    }
  }

  /// There are no keys.
  record None() implements Keyring {
    @Override
    public String word() {
      return "none";
    }

    @Override
    public String meaning() {
      return "there is no key in it";
    }
  }
}
