package nomadops.autoscaler.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.Bounds.Bound;
import nomadops.autoscaler.source.SizeQuery.Figure;
import nomadops.autoscaler.source.SizeQuery.Kind;

/// All sources of one pool: the greatest floor and the least ceiling count. A query that fails is a
/// doubt; what it said last holds meanwhile, for a while. For one thread.
public final class SizeSources {
  /// Turns may come every second; what is asked elsewhere is not.
  private static final Duration ASK_EVERY = Duration.ofSeconds(10);

  private final List<Schedule> schedules;
  private final List<SizeQuery> queries;
  private final Duration believedFor;
  private final Map<SizeQuery, Said> last = new HashMap<>();

  private final Map<SizeQuery, Figure> figures = new HashMap<>();
  private Instant asked = Instant.EPOCH;

  private record Said(int nodes, Instant at) {}

  /// The sources of one pool.
  ///
  /// @param believedFor how long an answer holds after a later question failed
  public SizeSources(List<Schedule> schedules, List<SizeQuery> queries, Duration believedFor) {
    this.schedules = List.copyOf(schedules);
    this.queries = List.copyOf(queries);
    this.believedFor = believedFor;
  }

  /// What is asked for.
  ///
  /// @param doubts why what a source asks for is not known
  public record Asked(Bounds bounds, List<String> doubts) {
    public Asked {
      doubts = List.copyOf(doubts);
    }
  }

  /// What is asked for now. Queries are asked anew after ten seconds.
  public Asked ask(Instant now) throws InterruptedException {
    List<Bound> floors = new ArrayList<>();
    List<Bound> ceilings = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    for (Schedule schedule : schedules) {
      if (schedule.holdsAt(now)) {
        String source = "schedule " + schedule.name();
        schedule.atLeast().ifPresent(n -> floors.add(new Bound(n, source)));
        schedule.atMost().ifPresent(n -> ceilings.add(new Bound(n, source)));
      }
    }
    askAnew(now);
    for (SizeQuery query : queries) {
      ask(query, now, doubts)
          .ifPresent(n ->
              (query.kind() == Kind.AT_LEAST ? floors : ceilings).add(new Bound(n, query.name())));
    }
    Bounds bounds =
        new Bounds(
            floors.stream().max(Comparator.comparingInt(Bound::nodes)),
            ceilings.stream().min(Comparator.comparingInt(Bound::nodes)));
    return new Asked(bounds, doubts);
  }

  private void askAnew(Instant now) throws InterruptedException {
    if (now.isBefore(asked) || !now.isBefore(asked.plus(ASK_EVERY))) {
      for (SizeQuery query : queries) {
        figures.put(query, query.ask());
      }
      asked = now;
    }
  }

  private Optional<Integer> ask(SizeQuery query, Instant now, List<String> doubts) {
    return switch (figures.getOrDefault(query, new Figure.Unknown("not asked yet"))) {
      case Figure.Known(int nodes) -> {
        last.put(query, new Said(nodes, asked));
        yield Optional.of(nodes);
      }
      case Figure.Unknown(String reason) -> {
        Optional<Said> believed =
            Optional.ofNullable(last.get(query))
                .filter(said -> said.at().plus(believedFor).isAfter(now));
        doubts.add(
            query.name()
                + ": "
                + reason
                + believed.map(said -> "; it said " + said.nodes() + " before").orElse(""));
        yield believed.map(Said::nodes);
      }
    };
  }
}
