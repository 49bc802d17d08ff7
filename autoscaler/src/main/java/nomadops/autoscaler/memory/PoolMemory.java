package nomadops.autoscaler.memory;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.NomadClient;
import nomadops.client.VariableWrite;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Variable;
import org.jspecify.annotations.Nullable;

/// One pool's memory: the item `state` of the variable `PREFIX/pools/POOL` (Nomad 1.4). It is
/// written by check-and-set, so that of two processes that both think they lead, one fails before
/// it has an effect. For one thread.
public final class PoolMemory {
  private static final String ITEM = "state";

  /// A variable has room for 64 KiB (Nomad 1.4 to 2.0); some of it is Nomad's.
  static final int MOST = 60_000;

  private final NomadClient nomad;
  private final String namespace;
  private final String path;
  private long index;
  private @Nullable String written;

  /// Nothing is read yet.
  ///
  /// @param prefix e.g. `nomad-ops/autoscaler`
  public PoolMemory(NomadClient nomad, String namespace, String prefix, String pool) {
    this.nomad = nomad;
    this.namespace = namespace;
    this.path = prefix + "/pools/" + pool;
  }

  /// What is kept there now.
  ///
  /// @throws NomadFault when it cannot be read
  /// @throws IllegalStateException when what is there is not this tool's; it names the variable
  public Remembered recall() {
    Optional<Variable> variable = nomad.variables().read(namespace, path).value();
    index = variable.map(Variable::modifyIndex).orElse(0L);
    written = variable.map(v -> v.items().get(ITEM)).orElse(null);
    if (written == null) {
      return Remembered.NOTHING;
    }
    try {
      return RememberedJson.read(written);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "variable %s in namespace %s %s; delete it if no pool needs it any more"
              .formatted(path, namespace, e.getMessage()),
          e);
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
              .formatted(memory.cordons().size(), path));
    }
    try {
      return switch (nomad
          .variables()
          .write(namespace, path, Map.of(ITEM, text), OptionalLong.of(index))) {
        case VariableWrite.Written(Variable now) -> {
          index = now.modifyIndex();
          written = text;
          yield new Kept.Done();
        }
        case VariableWrite.Conflict _ ->
            new Kept.Overtaken("variable " + path + " was written by somebody else");
      };
    } catch (NomadFault fault) {
      return new Kept.Failed("variable " + path + " could not be written: " + fault.getMessage());
    }
  }

  /// The variable's path.
  public String path() {
    return path;
  }
}
