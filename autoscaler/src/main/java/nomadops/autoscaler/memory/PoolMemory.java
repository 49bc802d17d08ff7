package nomadops.autoscaler.memory;

import java.util.Objects;
import nomadops.client.NomadClient;
import org.jspecify.annotations.Nullable;

/// One pool's memory: the item `state` of the variable `PREFIX/pools/POOL` (Nomad 1.4). It is
/// written by check-and-set, so that of two processes that both think they lead, one fails before
/// it has an effect. For one thread.
public final class PoolMemory {
  /// A variable has room for 64 KiB (Nomad 1.4 to 2.0); some of it is Nomad's.
  static final int MOST = 60_000;

  private final Item item;
  private @Nullable String written;

  /// Nothing is read yet.
  ///
  /// @param prefix e.g. `nomad-ops/autoscaler`
  public PoolMemory(NomadClient nomad, String namespace, String prefix, String pool) {
    this.item = new Item(nomad, namespace, prefix + "/pools/" + pool, "state");
  }

  /// What is kept there now.
  ///
  /// @throws nomadops.client.fault.NomadFault when it cannot be read
  /// @throws IllegalStateException when what is there is not this tool's; it names the variable
  public Remembered recall() {
    written = item.read().orElse(null);
    if (written == null) {
      return Remembered.NOTHING;
    }
    try {
      return RememberedJson.read(written);
    } catch (IllegalArgumentException e) {
      throw item.foreign(e, " if no pool needs it any more");
    }
  }

  /// What became of keeping something.
  public sealed interface Kept {
    record Done() implements Kept {}

    /// Somebody else has written since: recall before anything else is done.
    record Overtaken(String reason) implements Kept {}

    /// It is not known to be there.
    record Failed(String reason) implements Kept {}
  }

  /// Keeps this; nothing is sent when it is kept already.
  public Kept keep(Remembered memory) {
    String text = RememberedJson.write(memory);
    if (Objects.equals(text, written)) {
      return new Kept.Done();
    }
    if (text.length() > MOST) {
      return new Kept.Failed(
          "%d nodes are closed at a time, which is more than variable %s has room for; lower cordon-percent"
              .formatted(memory.cordons().size(), item.path()));
    }
    Kept kept = item.write(text);
    if (kept instanceof Kept.Done) {
      written = text;
    }
    return kept;
  }

  /// The variable's path.
  public String path() {
    return item.path();
  }
}
