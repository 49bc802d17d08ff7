package nomadops.autoscaler.memory;

import java.util.Optional;
import nomadops.autoscaler.memory.PoolMemory.Kept;
import nomadops.autoscaler.policy.season.Season;
import nomadops.autoscaler.policy.season.Seasons;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;

/// What one pool needed in former times: the item `needed` of the variable `PREFIX/seasons/POOL`
/// (Nomad 1.4), apart from what must not be lost. It is written four times an hour. For one thread.
public final class SeasonMemory {
  private final Item item;
  private boolean recalled;
  private long kept = -1;

  /// Nothing is read yet.
  ///
  /// @param prefix e.g. `nomad-ops/autoscaler`
  public SeasonMemory(NomadClient nomad, String namespace, String prefix, String pool) {
    this.item = new Item(nomad, namespace, prefix + "/seasons/" + pool, "needed");
  }

  /// What is kept there now.
  ///
  /// @throws NomadFault when it cannot be read
  /// @throws IllegalStateException when what is there is not this tool's; it names the variable
  public Seasons recall(Season season) {
    Optional<String> text = item.read();
    recalled = true;
    try {
      Seasons seasons =
          text.map(t -> Seasons.read(t, season)).orElseGet(() -> Seasons.unseen(season));
      kept = seasons.newest();
      return seasons;
    } catch (IllegalArgumentException e) {
      throw item.foreign(e, ", and what is needed when is learnt anew");
    }
  }

  /// Keeps this when another quarter of an hour has begun since it was kept.
  ///
  /// @return why it could not be kept; it is tried again
  public Optional<String> keep(Seasons seasons) {
    if (seasons.newest() == kept || !recalled) {
      return Optional.empty();
    }
    return switch (item.write(seasons.text())) {
      case Kept.Done _ -> {
        kept = seasons.newest();
        yield Optional.empty();
      }
      case Kept.Failed(String reason) -> Optional.of(reason);
      case Kept.Overtaken(String reason) -> {
        skip(seasons);
        yield Optional.of(reason);
      }
    };
  }

  /// Another leader's quarter of an hour is as good as ours; the next one is ours again.
  private void skip(Seasons seasons) {
    try {
      var _ = item.read();
      kept = seasons.newest();
    } catch (NomadFault _) {
      // It is tried again, and told again.
    }
  }
}
