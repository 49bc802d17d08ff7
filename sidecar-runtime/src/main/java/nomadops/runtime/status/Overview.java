package nomadops.runtime.status;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.runtime.leader.Standing;

/// How a process wants to be shown to people: what of its status matters, as data. Whatever it does
/// not name is still shown, below. All suppliers are asked for each look, at most once a second
/// while anybody looks, from any thread.
///
/// @param purpose one sentence: what the process is there for
/// @param cluster which cluster it works for, e.g. the address of Nomad and the region; empty when
///   it has none
/// @param standing whether it leads, and why; empty for a process that needs no leader
/// @param doing what it does now, in a sentence; empty for nothing to say
/// @param figures the few that are plotted
/// @param holds what it waits for
/// @param decisions the newest first
public record Overview(
    String purpose,
    String cluster,
    Optional<Supplier<Standing>> standing,
    Supplier<String> doing,
    List<Figure> figures,
    Supplier<List<Hold>> holds,
    Supplier<List<Decision>> decisions) {

  public Overview {
    Objects.requireNonNull(standing, "standing");
    figures = List.copyOf(figures);
  }

  /// Of a process that names nothing: its whole status is shown in tables.
  public static Overview none() {
    return of("");
  }

  /// To be filled in by the `with...` methods.
  public static Overview of(String purpose) {
    return new Overview(purpose, "", Optional.empty(), () -> "", List.of(), List::of, List::of);
  }

  /// The same of another cluster.
  public Overview at(String its) {
    return new Overview(purpose, its, standing, doing, figures, holds, decisions);
  }

  /// The same with a leadership.
  public Overview withStanding(Supplier<Standing> its) {
    return new Overview(purpose, cluster, Optional.of(its), doing, figures, holds, decisions);
  }

  /// The same with what it does now.
  public Overview withDoing(Supplier<String> sentence) {
    return new Overview(purpose, cluster, standing, sentence, figures, holds, decisions);
  }

  /// The same with figures.
  public Overview withFigures(Figure... plotted) {
    return new Overview(purpose, cluster, standing, doing, List.of(plotted), holds, decisions);
  }

  /// The same with what it waits for.
  public Overview withHolds(Supplier<List<Hold>> its) {
    return new Overview(purpose, cluster, standing, doing, figures, its, decisions);
  }

  /// The same with what it decided.
  public Overview withDecisions(Supplier<List<Decision>> newestFirst) {
    return new Overview(purpose, cluster, standing, doing, figures, holds, newestFirst);
  }
}
