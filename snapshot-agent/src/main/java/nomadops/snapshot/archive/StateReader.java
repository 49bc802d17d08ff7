package nomadops.snapshot.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts the rows of `state.bin`: a MessagePack header, then for each row a byte that says its
/// kind and a MessagePack value (nomad/fsm.go, 1.7 to 2.0).
final class StateReader {
  private static final int LEGACY_ROOT_KEY = 24;
  private static final int ROOT_KEY = 30;

  /// Namespaces are 64, and Enterprise's own kinds follow.
  private static final int MOST_KIND = 127;

  /// What operators ask for; other kinds are counted together.
  private static final Map<Integer, String> KINDS =
      Map.ofEntries(
          Map.entry(0, "nodes"),
          Map.entry(1, "jobs"),
          Map.entry(3, "evaluations"),
          Map.entry(4, "allocations"),
          Map.entry(10, "deployments"),
          Map.entry(11, "acl_policies"),
          Map.entry(12, "acl_tokens"),
          Map.entry(18, "csi_volumes"),
          Map.entry(21, "services"),
          Map.entry(22, "variables"),
          Map.entry(LEGACY_ROOT_KEY, "root_keys"),
          Map.entry(ROOT_KEY, "root_keys"),
          Map.entry(28, "node_pools"),
          Map.entry(31, "host_volumes"),
          Map.entry(64, "namespaces"));

  private final Map<String, Long> rows = new TreeMap<>();
  private final Set<String> providers = new HashSet<>();
  private int keys;
  private int legacyKeys;

  private StateReader() {}

  /// Reads as far as it can.
  ///
  /// @throws IOException when `state` itself fails
  static Contents read(Counted state) throws IOException {
    StateReader reader = new StateReader();
    try {
      // The buffer reads ahead; whoever called drains what is left.
      reader.rows(new MessagePack(new BufferedInputStream(state, 1 << 16)));
      return new Contents.Read(reader.rows, reader.keyring());
    } catch (MessagePack.Malformed | EOFException e) {
      if (state.failed()) {
        throw e;
      }
      String why = e instanceof EOFException ? "the last one is cut" : e.getMessage();
      return new Contents.Unknown("the rows of its state cannot be told apart: " + why);
    }
  }

  private void rows(MessagePack from) throws IOException {
    from.skip();
    for (int kind = from.next(); kind >= 0; kind = from.next()) {
      if (kind > MOST_KIND) {
        throw new MessagePack.Malformed("no row begins with the byte " + kind);
      }
      rows.merge(KINDS.getOrDefault(kind, "other"), 1L, Long::sum);
      if (kind == ROOT_KEY) {
        rootKey(from);
      } else {
        legacyKeys += kind == LEGACY_ROOT_KEY ? 1 : 0;
        from.skip();
      }
    }
  }

  private void rootKey(MessagePack from) throws IOException {
    long wrapped = 0;
    boolean open = false;
    Set<String> needed = new HashSet<>();
    for (long fields = from.map(); fields > 0; fields--) {
      if (from.text().equals("WrappedKeys")) {
        wrapped = from.array();
        for (long i = 0; i < wrapped; i++) {
          open |= wrappedKey(from, needed);
        }
      } else {
        from.skip();
      }
    }
    if (wrapped <= 0) {
      // Known by name, and still on the servers' disks alone.
      legacyKeys++;
      return;
    }
    keys++;
    if (!open) {
      providers.addAll(needed);
    }
  }

  /// True when the key that unwraps it stands beside it.
  private static boolean wrappedKey(MessagePack from, Set<String> needed) throws IOException {
    boolean open = false;
    String provider = "";
    for (long fields = from.map(); fields > 0; fields--) {
      switch (from.text()) {
        case "KeyEncryptionKey" -> open = !from.text().isEmpty();
        case "Provider" -> provider = from.text();
        default -> from.skip();
      }
    }
    needed.add(provider.isEmpty() ? "an unknown service" : provider);
    return open;
  }

  private Keyring keyring() {
    if (legacyKeys > 0) {
      return new Keyring.OnServersAlone(legacyKeys);
    }
    if (keys == 0) {
      return new Keyring.None();
    }
    return providers.isEmpty() ? new Keyring.Whole(keys) : new Keyring.Wrapped(keys, providers);
  }
}
