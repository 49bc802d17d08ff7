package nomadops.client;

import java.util.random.RandomGenerator;
import nomadops.client.connection.Connection;
import nomadops.client.events.Events;
import nomadops.client.http.Wire;
import nomadops.client.http.WireObserver;
import nomadops.client.http.WireStack;
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
  private final Connection connection;
  private final Wire wire;
  private final Jobs jobs;
  private final Evaluations evaluations;
  private final Deployments deployments;
  private final Allocations allocations;
  private final Nodes nodes;
  private final Events events;
  private final Variables variables;
  private final Namespaces namespaces;
  private final Operator operator;
  private final Agent agent;
  private final Status status;
  private final Acl acl;

  private NomadClient(Connection connection, Wire wire, Events events) {
    this.connection = connection;
    this.wire = wire;
    this.events = events;
    Calls calls = new Calls(wire, connection);
    this.jobs = new Jobs(calls);
    this.evaluations = new Evaluations(calls);
    this.deployments = new Deployments(calls);
    this.allocations = new Allocations(calls);
    this.nodes = new Nodes(calls);
    this.variables = new Variables(calls);
    this.namespaces = new Namespaces(calls);
    this.operator = new Operator(calls);
    this.agent = new Agent(calls);
    this.status = new Status(calls);
    this.acl = new Acl(calls);
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
    Wire wire = WireStack.build(connection, observer, ticker, pause, random);
    return new NomadClient(
        connection, wire, new Events(wire, connection.region(), ticker, pause, random));
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

  public Deployments deployments() {
    return deployments;
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

  public Acl acl() {
    return acl;
  }

  @Override
  public void close() {
    wire.close();
  }
}
