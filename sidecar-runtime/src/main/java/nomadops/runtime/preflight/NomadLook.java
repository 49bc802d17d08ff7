package nomadops.runtime.preflight;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.connection.TokenSource;
import nomadops.client.events.EventStream;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireObserver;
import nomadops.client.model.Grants;
import nomadops.client.model.Namespace;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// Looks at a Nomad without an effect on it. Every question is asked once and has its time.
final class NomadLook {
  private static final Duration EACH = Duration.ofSeconds(5);

  /// A stream that is refused ends within a second or two (2.0.5); one that is not sends its
  /// heartbeat after 30.
  private static final Duration STREAM = Duration.ofSeconds(4);

  private final Connection connection;
  private final NomadTerms terms;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Pause pause;

  /// A look that has not been taken.
  ///
  /// @param connection as the tool would use it
  NomadLook(
      Connection connection, NomadTerms terms, InstantSource clock, Ticker ticker, Pause pause) {
    this.connection = brief(connection);
    this.terms = terms;
    this.clock = clock;
    this.ticker = ticker;
    this.pause = pause;
  }

  private static Connection brief(Connection connection) {
    Connection once = connection.triedOnce();
    Duration each = once.requestTimeout().compareTo(EACH) < 0 ? once.requestTimeout() : EACH;
    return new Connection(
        once.address(),
        once.region(),
        once.namespace(),
        once.token(),
        once.tls(),
        each,
        each,
        once.rateLimit(),
        once.retries(),
        once.circuitBreaking());
  }

  /// Takes it; a Nomad that is not reached is not asked further.
  NomadFacts take() throws InterruptedException {
    try (NomadClient nomad =
        NomadClient.connect(
            connection, WireObserver.NONE, ticker, pause, RandomGenerator.getDefault())) {
      NomadFacts.Contact contact = contact(nomad);
      return contact instanceof NomadFacts.Reached ? reached(nomad, contact) : unreached(contact);
    } catch (IllegalArgumentException e) {
      return unreached(
          new NomadFacts.Unreached(NomadFacts.Trouble.HANDSHAKE, String.valueOf(e.getMessage())));
    }
  }

  private static NomadFacts.Contact contact(NomadClient nomad) throws InterruptedException {
    try {
      return new NomadFacts.Reached(nomad.status().leader());
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      return fault.isNoLeader() ? new NomadFacts.Reached(Optional.empty()) : NomadFacts.of(fault);
    }
  }

  private NomadFacts unreached(NomadFacts.Contact contact) {
    String why = "Nomad was not reached";
    return new NomadFacts(
        connection.address().toString(),
        clock.instant(),
        contact,
        sent(),
        new Look.Failed<>(why),
        new Look.Failed<>(why),
        Map.of(),
        new Look.Failed<>(why),
        new Look.Failed<>(why),
        new Look.Failed<>(why),
        connection.region(),
        new Look.Failed<>(why),
        new Look.Failed<>(why),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private NomadFacts reached(NomadClient nomad, NomadFacts.Contact contact)
      throws InterruptedException {
    Look<Optional<Grants.Self>> token = Look.at(() -> nomad.acl().self());
    Look<Grants> grants = Look.at(() -> grants(nomad, token));
    return new NomadFacts(
        connection.address().toString(),
        clock.instant(),
        contact,
        sent(),
        token,
        grants,
        grants.seen().isEmpty() ? probed(nomad) : Map.of(),
        Look.at(() -> nomad.agent().self()),
        Look.at(() -> nomad.agent().members()),
        Look.at(() -> names(nomad)),
        connection.region(),
        Look.at(() -> nomad.status().regions()),
        Look.at(() -> nomad.operator().schedulerConfiguration().value()),
        skew(nomad),
        CertificateLook.at(connection.address()),
        stream(nomad));
  }

  private boolean sent() {
    return !connection.token().equals(TokenSource.none());
  }

  private static Grants grants(NomadClient nomad, Look<Optional<Grants.Self>> token) {
    boolean all =
        token.seen().isPresent() && token.seen().get().map(Grants.Self::management).orElse(true);
    return all ? Grants.everything() : nomad.acl().grants();
  }

  private Map<Want, Boolean> probed(NomadClient nomad) throws InterruptedException {
    RightsProbe probe = new RightsProbe(nomad);
    Map<Want, Boolean> probed = new HashMap<>();
    for (Need need : terms.needs()) {
      Look<Optional<Boolean>> look = Look.at(() -> probe.ask(need.want()));
      look.seen().flatMap(answer -> answer).ifPresent(yes -> probed.put(need.want(), yes));
    }
    return probed;
  }

  private static List<String> names(NomadClient nomad) {
    return nomad.namespaces().list(Read.defaults()).value().stream().map(Namespace::name).toList();
  }

  private Optional<Duration> skew(NomadClient nomad) throws InterruptedException {
    return Look.at(() -> nomad.status().clock())
        .seen()
        .flatMap(date -> date)
        .map(date -> Duration.between(date, clock.instant()));
  }

  private Optional<Look<Boolean>> stream(NomadClient nomad) throws InterruptedException {
    if (terms.stream().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Look.at(() -> open(nomad, terms.stream().get())));
  }

  /// Open until its time is over, or until it says something.
  private boolean open(NomadClient nomad, Subscription wanted) throws InterruptedException {
    long end = ticker.nanos() + STREAM.toNanos();
    try (EventStream stream = nomad.events().subscribe(wanted)) {
      while (true) {
        Duration left = Duration.ofNanos(end - ticker.nanos());
        Optional<StreamItem> item =
            left.isPositive() ? stream.next(left) : Optional.<StreamItem>empty();
        if (item.isEmpty()) {
          return true;
        }
        switch (item.get()) {
          case StreamItem.Connected _ -> {}
          case StreamItem.Disconnected(NomadFault cause, Duration _) -> throw cause;
          default -> {
            return true;
          }
        }
      }
    }
  }
}
