package nomadops.autoscaler.memory;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.autoscaler.policy.season.Season;
import nomadops.autoscaler.policy.season.Seasons;
import nomadops.client.NomadClient;
import nomadops.client.VariableWrite;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Variable;

/// What one pool needed in former times: the item `needed` of the variable `PREFIX/seasons/POOL`
/// (Nomad 1.4), apart from what must not be lost. It is written four times an hour. For one thread.
public final class SeasonMemory {
  private static final String ITEM = "needed";

  private final NomadClient nomad;
  private final String namespace;
  private final String path;
  private OptionalLong index = OptionalLong.empty();
  private long kept = -1;

  /// Nothing is read yet.
  ///
  /// @param prefix e.g. `nomad-ops/autoscaler`
  public SeasonMemory(NomadClient nomad, String namespace, String prefix, String pool) {
    this.nomad = nomad;
    this.namespace = namespace;
    this.path = prefix + "/seasons/" + pool;
  }

  /// What is kept there now.
  ///
  /// @throws NomadFault when it cannot be read
  /// @throws IllegalStateException when what is there is not this tool's; it names the variable
  public Seasons recall(Season season) {
    Optional<Variable> variable = nomad.variables().read(namespace, path).value();
    index = OptionalLong.of(variable.map(Variable::modifyIndex).orElse(0L));
    Optional<String> text = variable.map(v -> v.items().get(ITEM));
    try {
      Seasons seasons =
          text.map(t -> Seasons.read(t, season)).orElseGet(() -> Seasons.unseen(season));
      kept = seasons.newest();
      return seasons;
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "variable %s in namespace %s %s; delete it, and what is needed when is learnt anew"
              .formatted(path, namespace, e.getMessage()),
          e);
    }
  }

  /// Keeps this when another quarter of an hour has begun since it was kept.
  ///
  /// @return why it could not be kept; it is tried again
  public Optional<String> keep(Seasons seasons) {
    if (seasons.newest() == kept || index.isEmpty()) {
      return Optional.empty();
    }
    try {
      return switch (nomad
          .variables()
          .write(namespace, path, Map.of(ITEM, seasons.text()), index)) {
        case VariableWrite.Written(Variable now) -> {
          index = OptionalLong.of(now.modifyIndex());
          kept = seasons.newest();
          yield Optional.empty();
        }
        case VariableWrite.Conflict _ -> {
          // Another leader's quarter of an hour is as good as ours; the next one is ours again.
          index =
              OptionalLong.of(
                  nomad
                      .variables()
                      .read(namespace, path)
                      .value()
                      .map(Variable::modifyIndex)
                      .orElse(0L));
          kept = seasons.newest();
          yield Optional.of("variable " + path + " was written by somebody else");
        }
      };
    } catch (NomadFault fault) {
      return Optional.of("variable " + path + " could not be written: " + fault.getMessage());
    }
  }
}
