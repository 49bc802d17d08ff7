package nomadops.client;

import java.util.random.RandomGenerator;
import nomadops.client.connection.Connection;
import nomadops.client.events.Events;
import nomadops.client.http.WireObserver;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// A client of one Nomad cluster. Safe for any number of threads; closing it ends what is under
/// way.
///
/// ```java
/// try (NomadClient nomad = NomadClient.connect(Connection.fromEnvironment(System.getenv()).build())) {
///   nomad.jobs().pages(Read.defaults().inAllNamespaces().withStale(), (job, page) -> consider(job));
/// }
/// ```
public final class NomadClient implements AutoCloseable {
  private final Jobs jobs = new Jobs();
  private final Evaluations evaluations = new Evaluations();
  private final Allocations allocations = new Allocations();
  private final Nodes nodes = new Nodes();
  private final Events events = new Events();
  private final Variables variables = new Variables();
  private final Namespaces namespaces = new Namespaces();
  private final Operator operator = new Operator();
  private final Agent agent = new Agent();
  private final Status status = new Status();
  private final Connection connection;

  private NomadClient(Connection connection) {
    this.connection = connection;
  }

  /// With the machine's own time, and nobody watching.
  public static NomadClient connect(Connection connection) {
    return connect(connection, WireObserver.NONE);
  }

  /// With somebody who counts.
  public static NomadClient connect(Connection connection, WireObserver observer) {
    return connect(
        connection, observer, Ticker.system(), Pause.system(), RandomGenerator.getDefault());
  }

  /// With everything that is not pure given.
  public static NomadClient connect(
      Connection connection,
      WireObserver observer,
      Ticker ticker,
      Pause pause,
      RandomGenerator random) {
    return new NomadClient(connection);
  }

  public Connection connection() {
    return connection;
  }

  public Jobs jobs() {
    return jobs;
  }

  public Evaluations evaluations() {
    return evaluations;
  }

  public Allocations allocations() {
    return allocations;
  }

  public Nodes nodes() {
    return nodes;
  }

  public Events events() {
    return events;
  }

  public Variables variables() {
    return variables;
  }

  public Namespaces namespaces() {
    return namespaces;
  }

  public Operator operator() {
    return operator;
  }

  public Agent agent() {
    return agent;
  }

  public Status status() {
    return status;
  }

  @Override
  public void close() {}
}
