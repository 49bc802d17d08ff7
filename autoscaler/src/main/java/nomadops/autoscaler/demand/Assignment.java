package nomadops.autoscaler.demand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.Feasibility;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;

/// Which pool takes what waits: the first, in the order given, whose new nodes would do.
///
/// @param byPool every pool that was offered, with what it takes
/// @param skipped what no pool's nodes would do for, with the nearest miss
public record Assignment(Map<String, List<QueuedGroup>> byPool, List<Unscalable> skipped) {
  public Assignment {
    byPool = Map.copyOf(byPool);
    skipped = List.copyOf(skipped);
  }

  /// A pool that may take work.
  ///
  /// @param template of a new node; empty when nobody knows
  public record Offer(String pool, Optional<Template> template) {}

  /// Assigns what waits.
  public static Assignment of(List<QueuedGroup> queued, List<Offer> offers) {
    Map<String, List<QueuedGroup>> byPool = new LinkedHashMap<>();
    offers.forEach(offer -> byPool.put(offer.pool(), new ArrayList<>()));
    List<Unscalable> skipped = new ArrayList<>();
    Map<Shape, Answer> answers = new LinkedHashMap<>();
    for (QueuedGroup group : queued) {
      switch (answers.computeIfAbsent(group.shape(), shape -> answer(shape, offers))) {
        case Answer.Taken(String pool) ->
            byPool.computeIfAbsent(pool, _ -> new ArrayList<>()).add(group);
        case Answer.Refused(Why why, String reason) ->
            skipped.add(new Unscalable(group.job(), group.group(), group.count(), why, reason));
      }
    }
    return new Assignment(byPool, skipped);
  }

  private sealed interface Answer {
    record Taken(String pool) implements Answer {}

    record Refused(Why why, String reason) implements Answer {}
  }

  private static Answer answer(Shape shape, List<Offer> offers) {
    List<String> unfit = new ArrayList<>();
    Optional<String> small = Optional.empty();
    Optional<String> unknown = Optional.empty();
    for (Offer offer : offers) {
      if (offer.template().isEmpty()) {
        unknown =
            Optional.of(
                "no node of pool "
                    + offer.pool()
                    + " was ever seen, so it is not known whether one would do; configure its template");
        continue;
      }
      Template template = offer.template().get();
      Optional<String> refusal = Feasibility.refusal(shape.where(), template.profile());
      if (refusal.isPresent()) {
        unfit.add("pool " + offer.pool() + ": " + refusal.get());
      } else if (template.empty().fits(shape, 1) == 0) {
        small = Optional.of(small.orElseGet(() -> tooSmall(shape, offer.pool(), template.empty())));
      } else {
        return new Answer.Taken(offer.pool());
      }
    }
    if (small.isPresent()) {
      return new Answer.Refused(Why.TOO_LARGE, small.get());
    }
    return unknown
        .<Answer>map(reason -> new Answer.Refused(Why.CONSTRAINED, reason))
        .orElseGet(() -> new Answer.Refused(Why.CONSTRAINED, reasons(unfit)));
  }

  private static String reasons(List<String> unfit) {
    return unfit.isEmpty() ? "no pool is configured" : String.join("; ", unfit);
  }

  /// Names the dimension that is too small, with both figures.
  private static String tooSmall(Shape shape, String pool, Room empty) {
    Resources ask = shape.ask();
    Resources has = empty.free();
    long cpu = ask.cpu() + ask.cores() * empty.mhzPerCore();
    String what;
    if (cpu > has.cpu()) {
      what = both(cpu + " MHz", has.cpu() + " MHz");
    } else if (ask.memoryMb() > has.memoryMb()) {
      what = both(ask.memoryMb() + " MB of memory", has.memoryMb() + " MB");
    } else if (ask.diskMb() > has.diskMb()) {
      what = both(ask.diskMb() + " MB of disk", has.diskMb() + " MB");
    } else if (ask.cores() > has.cores()) {
      what = both(ask.cores() + " cores", has.cores() + " cores");
    } else {
      what =
          ask.devices().entrySet().stream()
              .filter(d -> d.getValue() > has.devices().getOrDefault(d.getKey(), 0))
              .findFirst()
              .map(d ->
                  both(
                      d.getValue() + " " + d.getKey(),
                      "" + has.devices().getOrDefault(d.getKey(), 0)))
              .orElse("asks for " + ask + "; an empty node has " + has);
    }
    return what + " in pool " + pool;
  }

  private static String both(String asked, String has) {
    return "asks for " + asked + "; an empty node has " + has;
  }
}
