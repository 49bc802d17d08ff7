package nomadops.autoscaler.memory;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.autoscaler.memory.PoolMemory.Kept;
import nomadops.client.NomadClient;
import nomadops.client.VariableWrite;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Variable;

/// The one item of a variable (Nomad 1.4), written by check-and-set. For one thread.
final class Item {
  private final NomadClient nomad;
  private final String namespace;
  private final String path;
  private final String name;
  private long index;

  /// Nothing is read yet.
  Item(NomadClient nomad, String namespace, String path, String name) {
    this.nomad = nomad;
    this.namespace = namespace;
    this.path = path;
    this.name = name;
  }

  /// What is there now; the next write replaces that alone.
  ///
  /// @throws NomadFault when it cannot be read
  Optional<String> read() {
    Optional<Variable> variable = nomad.variables().read(namespace, path).value();
    index = variable.map(Variable::modifyIndex).orElse(0L);
    return variable.map(v -> v.items().get(name));
  }

  /// Writes it, unless somebody else has since it was read.
  Kept write(String text) {
    try {
      return switch (nomad
          .variables()
          .write(namespace, path, Map.of(name, text), OptionalLong.of(index))) {
        case VariableWrite.Written(Variable now) -> {
          index = now.modifyIndex();
          yield new Kept.Done();
        }
        case VariableWrite.Conflict _ ->
            new Kept.Overtaken("variable " + path + " was written by somebody else");
      };
    } catch (NomadFault fault) {
      return new Kept.Failed("variable " + path + " could not be written: " + fault.getMessage());
    }
  }

  /// What is there is not this tool's.
  ///
  /// @param remedy what becomes of deleting it
  IllegalStateException foreign(IllegalArgumentException why, String remedy) {
    return new IllegalStateException(
        "variable %s in namespace %s %s; delete it%s"
            .formatted(path, namespace, why.getMessage(), remedy),
        why);
  }

  String path() {
    return path;
  }
}
