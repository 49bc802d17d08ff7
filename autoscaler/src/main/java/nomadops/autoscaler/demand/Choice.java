package nomadops.autoscaler.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.Feasibility;
import nomadops.autoscaler.shape.Shape;

/// The pool for one shape, or why there is none.
sealed interface Choice {
  /// Reasons of more pools than this are not told one by one.
  int MOST_TOLD = 4;

  /// This one.
  record Pool(String name) implements Choice {}

  /// None.
  record None(Why why, String reason) implements Choice {}

  /// The first in order that takes it.
  static Choice of(Shape shape, List<PoolOffer> offers) {
    List<String> refusals = new ArrayList<>();
    List<Shortage> tooSmall = new ArrayList<>();
    for (PoolOffer offer : offers) {
      Optional<Template> template = offer.template();
      if (template.isEmpty()) {
        refusals.add(unknown(offer.pool()));
        continue;
      }
      Optional<String> refusal = Feasibility.refusal(shape.where(), template.get().profile());
      if (refusal.isPresent()) {
        refusals.add("pool " + offer.pool() + ": " + refusal.get());
      } else if (template.get().empty().fits(shape, 1) == 1) {
        return new Pool(offer.pool());
      } else {
        tooSmall.add(Shortage.of(shape, offer.pool(), template.get().empty()));
      }
    }
    return tooSmall.stream()
        .min(Comparator.comparingDouble(Shortage::times))
        .<Choice>map(nearest -> new None(Why.TOO_LARGE, nearest.words()))
        .orElseGet(() -> new None(Why.CONSTRAINED, all(refusals)));
  }

  private static String unknown(String pool) {
    return "pool "
        + pool
        + ": what a new node of it will be is not known, as it has had none; configure its template"
        + " (cpu, memory, attributes), or let it have one node";
  }

  private static String all(List<String> refusals) {
    if (refusals.isEmpty()) {
      return "no pool is configured";
    }
    String told = String.join("; ", refusals.subList(0, Math.min(MOST_TOLD, refusals.size())));
    int more = refusals.size() - MOST_TOLD;
    return more > 0 ? told + "; and " + more + " more" : told;
  }
}
