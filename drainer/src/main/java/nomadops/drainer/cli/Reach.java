package nomadops.drainer.cli;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import nomadops.client.NomadClient;
import nomadops.client.http.WireObserver;
import nomadops.client.model.NodeStub;
import nomadops.client.rights.TokenAnswer;
import nomadops.client.rights.TokenCheck;
import nomadops.drainer.drain.InstanceNaming;
import nomadops.drainer.drain.NodeLook;
import nomadops.drainer.drain.NomadClients;
import nomadops.drainer.drain.Rerun;
import nomadops.drainer.drain.Seen;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Resolved;

/// Nomad, as a command reaches it.
final class Reach implements AutoCloseable {
  private static final int NAMED = 8;

  private final NomadClient nomad;
  private final NodeLook look;
  private final NomadClients clients;
  private final String address;

  private Reach(NomadClient nomad, String address, Operator operator) {
    this.nomad = nomad;
    this.address = address;
    this.look = new NodeLook(nomad, InstanceNaming.aws());
    this.clients =
        new NomadClients(
            nomad, InstanceNaming.aws(), operator.wall(), operator.ticker(), operator.pause());
  }

  static Reach of(Resolved settings, Operator operator) {
    NomadClient nomad =
        NomadClient.connect(
            NomadSettings.connection(settings),
            WireObserver.NONE,
            operator.ticker(),
            operator.pause(),
            RandomGenerator.getDefault());
    return new Reach(nomad, settings.get(NomadSettings.ADDRESS).toString(), operator);
  }

  NodeLook look() {
    return look;
  }

  NomadClients clients() {
    return clients;
  }

  Rerun rerun() {
    return new Rerun(nomad);
  }

  /// The allocations that are hidden from the token.
  Optional<TokenAnswer.Blind> hidden() throws InterruptedException {
    return new TokenCheck(nomad).hidden();
  }

  /// The same of a token that can drain.
  ///
  /// @throws Failure when it cannot
  Optional<TokenAnswer.Blind> hiddenFromDrainer() throws InterruptedException {
    return switch (new TokenCheck(nomad).ask()) {
      case TokenAnswer.Enough _ -> Optional.empty();
      case TokenAnswer.Blind blind -> Optional.of(blind);
      case TokenAnswer.Powerless powerless -> throw new Failure(powerless.reason());
    };
  }

  /// The nodes that are meant: several only when an instance registered anew.
  ///
  /// @throws Failure when there is none
  /// @throws ConfigException when more than one id begins so
  List<Seen> all(Choice choice) throws InterruptedException {
    return switch (choice) {
      case Choice.Node(String prefix) -> List.of(byPrefix(prefix));
      case Choice.Instance(var id) -> {
        List<Seen> found = look.of(id);
        if (found.isEmpty()) {
          throw new Failure("Nomad knows no node of instance " + id);
        }
        yield found;
      }
      case Choice.Self _ -> List.of(present(self()));
    };
  }

  /// The one node that is meant; of several of an instance, the one that is not down.
  Seen one(Choice choice) throws InterruptedException {
    List<Seen> found = all(choice);
    List<Seen> up = found.stream().filter(seen -> !seen.facts().isDown()).toList();
    List<Seen> left = up.isEmpty() ? found : up;
    if (left.size() > 1) {
      throw Usage.fault(
          "instance",
          "is "
              + left.size()
              + " nodes: "
              + names(
                  left.stream().map(Seen::node).map(n -> n.id() + " (" + n.name() + ")").toList()),
          "give one of them with -node");
    }
    return left.getFirst();
  }

  private Seen byPrefix(String prefix) throws InterruptedException {
    List<NodeStub> found = look.startingWith(prefix);
    if (found.isEmpty()) {
      throw new Failure(
          "Nomad knows no node whose id begins with " + prefix + "; nomad node status lists them");
    }
    if (found.size() > 1) {
      throw Usage.fault(
          "node",
          "'"
              + prefix
              + "' is the beginning of "
              + found.size()
              + " nodes: "
              + names(found.stream().map(n -> n.id() + " (" + n.name() + ")").toList()),
          "give more digits");
    }
    return present(found.getFirst().id());
  }

  private Seen present(String nodeId) throws InterruptedException {
    return look.at(nodeId)
        .orElseThrow(() -> new Failure("Nomad knows no node " + nodeId + " (any more)"));
  }

  private String self() {
    return nomad
        .agent()
        .self()
        .text("stats", "client", "node_id")
        .filter(id -> !id.isEmpty())
        .orElseThrow(() ->
            new Failure(
                "the agent at "
                    + address
                    + " is no client, so it has no node; ask the client's own agent with -address, or give -node"));
  }

  private static String names(List<String> all) {
    String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
    return all.size() > NAMED ? first + " and " + (all.size() - NAMED) + " more" : first;
  }

  @Override
  public void close() {
    nomad.close();
  }
}
