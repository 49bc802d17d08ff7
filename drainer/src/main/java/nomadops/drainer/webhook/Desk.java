package nomadops.drainer.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import nomadops.drainer.notice.Bulletin;
import nomadops.runtime.signature.Proof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a request is answered, without the HTTP.
///
/// A queue keeps a message until it is done with; a webhook keeps nothing: when this process dies,
/// what it was told is gone. So the sender is the one who keeps a notice, and the answer says
/// whether it still must:
///
/// | answer | meaning | the sender |
/// |---|---|---|
/// | 200 `{"state":"done"}` | all that the notices ask for is done | is free |
/// | 200 `{"state":"safe"}` | Nomad remembers them (the meta of a drain), a crash loses nothing | is free |
/// | 200 `{"state":"nothing"}` | understood, nothing follows from it | is free |
/// | 503 `{"state":"noted"}` | they are worked on, and a crash would lose them | repeats it after `Retry-After` |
/// | 202 `{"state":"noted"}` | the same, and the sender said that this is good enough | is free |
/// | 4xx | nothing of the request was taken | must mend it |
/// | 503, 500 `{"error":..}` | nothing of the request was taken | repeats it after `Retry-After` |
///
/// Noted stays noted as long as Nomad shows no drain: a maintenance in three weeks is 503 for three
/// weeks, less the lead. Any HTTP client that repeats on 503 does the right thing, and a repeat
/// costs nothing: [KnownNotices] merges it. Who would rather lose a notice in a crash than repeat
/// it says `"keep":"memory"`, or `accept: noted` in the mapping, and is answered at once.
///
/// A signature that comes again within its window is never worked off again. It is answered from
/// what became of it the first time: the same refusal, or the same notices, which may be safe by
/// now. So a client that repeats the very same bytes gets its 200 in the end.
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int SIGNATURES = 100_000;
  private static final int NOTICES = 10_000;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofMinutes(5);

  private final Gate gate;
  private final Map<String, Mapping> mappings;
  private final KnownNotices known;
  private final Replays replays = new Replays(SIGNATURES);
  private final Duration patience;
  private final Semaphore waiting;
  private final WebhookListener listener;
  private final InstantSource clock;
  private volatile Optional<String> fault = Optional.empty();

  Desk(
      WebhookTerms terms,
      List<Mapping> mappings,
      Consumer<List<Bulletin>> drainer,
      WebhookListener listener,
      InstantSource clock) {
    this.gate = new Gate(terms);
    this.mappings = mappings.stream().collect(Collectors.toMap(Mapping::name, Function.identity()));
    this.known = new KnownNotices(drainer, clock, NOTICES);
    this.patience = terms.patience();
    this.waiting = new Semaphore(terms.mayWait());
    this.listener = listener;
    this.clock = clock;
  }

  /// @param from the sender's address, for the log
  Answer answer(Route route, Proof headers, byte[] body, String from) throws InterruptedException {
    Instant now = clock.instant();
    return switch (gate.check(headers, body, now)) {
      case Gate.Passage.Shut(Refusal why, String detail) -> refused(why, List.of(detail), from);
      case Gate.Passage.Open _ -> settled(first(route, body), from);
      case Gate.Passage.Signed(String signature, Instant until) ->
          switch (replays.turn(signature, until, now)) {
            case Replays.Turn.First(var outcome) ->
                settled(first(route, body, signature, outcome), from);
            case Replays.Turn.Again(var outcome) -> {
              listener.replayed();
              yield settled(result(outcome), from);
            }
            case Replays.Turn.Full _ ->
                refused(Refusal.FULL, List.of("too many requests are remembered"), from);
          };
    };
  }

  /// Refuses a request, whoever sent it.
  ///
  /// @param faults for our log; for the sender too, unless it did not prove who it is
  Answer refused(Refusal why, List<String> faults, String from) {
    LOG.warn("webhook: refused a request of {}: {}: {}", from, why, String.join("; ", faults));
    listener.refused(why);
    return Answer.refused(why, faults);
  }

  private Outcome first(
      Route route, byte[] body, String signature, CompletableFuture<Outcome> promised) {
    Outcome outcome = new Outcome.Refused(Refusal.FAILED, List.of("the webhook failed"));
    try {
      outcome = first(route, body);
      return outcome;
    } finally {
      if (outcome instanceof Outcome.Refused refused && refused.passes()) {
        replays.forget(signature);
      }
      promised.complete(outcome);
    }
  }

  private static Outcome result(CompletableFuture<Outcome> promised) throws InterruptedException {
    try {
      return promised.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is never completed so", e);
    }
  }

  private Outcome first(Route route, byte[] body) {
    return switch (route) {
      case Route.Own _ -> taken(OwnFormat.read(body));
      case Route.Mapped(String name) ->
          Optional.ofNullable(mappings.get(name))
              .map(mapping -> taken(mapping.read(body)))
              .orElseGet(() -> unknown(name));
      case Route.Nowhere(Refusal why, String text) -> new Outcome.Refused(why, List.of(text));
    };
  }

  private Outcome unknown(String name) {
    String right =
        mappings.isEmpty()
            ? "none is configured"
            : "it should be " + Words.oneOf(name, mappings.keySet().stream().sorted().toList());
    return new Outcome.Refused(
        Refusal.UNKNOWN_MAPPING,
        List.of("there is no mapping " + Words.quoted(name) + ", " + right));
  }

  private Outcome taken(Reading reading) {
    return switch (reading) {
      case Reading.Unreadable(List<String> faults) ->
          new Outcome.Refused(Refusal.UNREADABLE, faults);
      case Reading.Read(List<Told> told) when told.isEmpty() -> new Outcome.Nothing();
      case Reading.Read(List<Told> told) -> taken(told);
    };
  }

  private Outcome taken(List<Told> told) {
    try {
      return known
          .take(told)
          .<Outcome>map(taken -> {
            listener.accepted(taken.fresh());
            listener.merged(taken.all().size() - taken.fresh());
            fault = Optional.empty();
            return new Outcome.Noted(taken.all(), told.stream().allMatch(Told::keepInMemory));
          })
          .orElseGet(() ->
              new Outcome.Refused(
                  Refusal.FULL, List.of("more than " + NOTICES + " notices are under way")));
    } catch (RuntimeException e) {
      LOG.error("webhook: the drainer did not take {} notices", told.size(), e);
      fault = Optional.of("the drainer did not take notices of the webhook: " + e);
      return new Outcome.Refused(Refusal.FAILED, List.of("the drainer did not take it"));
    }
  }

  private Answer settled(Outcome outcome, String from) throws InterruptedException {
    return switch (outcome) {
      case Outcome.Refused(Refusal why, List<String> faults) -> refused(why, faults, from);
      case Outcome.Nothing _ ->
          Answer.of(200, Map.of("state", "nothing", "reason", "nothing follows from it"));
      case Outcome.Noted noted -> settled(waited(noted), noted.notedSuffices());
    };
  }

  /// When many wait already, one more is answered as things stand: its notices are taken, and there
  /// is room for the next request.
  private Map<Known, Known.State> waited(Outcome.Noted noted) throws InterruptedException {
    if (noted.notedSuffices() || !waiting.tryAcquire()) {
      return known.await(noted.notices(), Duration.ZERO);
    }
    try {
      return known.await(noted.notices(), patience);
    } finally {
      waiting.release();
    }
  }

  private Answer settled(Map<Known, Known.State> states, boolean notedSuffices) {
    Known.State least = states.values().stream().min(Known.State::compareTo).orElseThrow();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("state", least.word());
    body.put(
        "reason",
        switch (least) {
          case DONE -> "all that it asks for is done";
          case SAFE -> "Nomad remembers it";
          case NOTED ->
              notedSuffices
                  ? "it is worked on; a crash would lose it, as the sender accepts"
                  : "it is worked on; a crash would lose it, so send it again";
        });
    body.put("notices", rows(states));
    if (least != Known.State.NOTED) {
      return Answer.of(200, body);
    }
    return notedSuffices
        ? Answer.of(202, body)
        : new Answer(503, body, Optional.of(comeAgain(states)));
  }

  private static List<Map<String, String>> rows(Map<Known, Known.State> states) {
    List<Map<String, String>> rows = new ArrayList<>();
    states.forEach((one, state) -> {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("id", one.told().id());
      row.put("instance", one.told().instance().value());
      row.put("state", state.word());
      rows.add(row);
    });
    return rows;
  }

  /// Soon, if any of them may be of now; later, if all are for another day.
  private Duration comeAgain(Map<Known, Known.State> states) {
    Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
    return states.entrySet().stream()
            .filter(one -> one.getValue() == Known.State.NOTED)
            .allMatch(one ->
                one.getKey().told().goes().filter(goes -> goes.isAfter(tomorrow)).isPresent())
        ? LATER
        : SOON;
  }

  /// Why this is not well; empty when it is.
  Optional<String> fault() {
    return fault;
  }

  int underWay() {
    return known.underWay();
  }

  int signatures() {
    return replays.size();
  }

  /// Nobody waits any longer.
  void close() {
    known.close();
  }
}
