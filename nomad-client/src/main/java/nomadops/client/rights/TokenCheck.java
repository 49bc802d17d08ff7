package nomadops.client.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Namespace;

/// Asks, before anything is done, whether the token can do the work. Nomad checks rights before it
/// looks for the object (1.7 to 2.0.5), so questions about what cannot exist tell them without an
/// effect. With ACLs off all of them are allowed.
public final class TokenCheck {
  /// No node's: Nomad makes random ones (version 4).
  private static final String NO_NODE = "00000000-0000-0000-0000-000000000000";

  /// Whoever may read here may read in namespaces that are made later, too.
  private static final String NO_NAMESPACE = "nomad-ops-asks-for-any-namespace";

  private final NomadClient nomad;

  public TokenCheck(NomadClient nomad) {
    this.nomad = nomad;
  }

  /// What the token is good for.
  ///
  /// @throws NomadFault when Nomad cannot be asked
  public TokenAnswer ask() throws InterruptedException {
    return ask(true);
  }

  /// The same for whoever only looks: nothing but reads is sent, and node:write is not needed.
  ///
  /// @throws NomadFault when Nomad cannot be asked
  public TokenAnswer askToRead() throws InterruptedException {
    return ask(false);
  }

  private TokenAnswer ask(boolean writes) throws InterruptedException {
    List<String> missing = new ArrayList<>();
    if (!allowed(() -> nomad.nodes().list(Read.defaults().withPerPage(1)))) {
      missing.add("node:read");
    }
    if (writes && !allowed(() -> nomad.nodes().eligibility(NO_NODE, false))) {
      missing.add("node:write");
    }
    if (!missing.isEmpty()) {
      return new TokenAnswer.Powerless(missing);
    }
    return hidden().<TokenAnswer>map(blind -> blind).orElseGet(TokenAnswer.Enough::new);
  }

  /// The allocations that are hidden from it; empty when it sees all of them.
  ///
  /// @throws NomadFault when Nomad cannot be asked
  public Optional<TokenAnswer.Blind> hidden() throws InterruptedException {
    List<String> hidden = new ArrayList<>();
    for (Namespace namespace : namespaces()) {
      if (!readsIn(namespace.name())) {
        hidden.add(namespace.name());
      }
    }
    boolean unseen = !readsIn(NO_NAMESPACE);
    return hidden.isEmpty() && !unseen
        ? Optional.empty()
        : Optional.of(new TokenAnswer.Blind(hidden, unseen));
  }

  private List<Namespace> namespaces() throws InterruptedException {
    return asked(() -> nomad.namespaces().list(Read.defaults()).value());
  }

  private boolean readsIn(String namespace) throws InterruptedException {
    Read one = Read.defaults().inNamespace(namespace).withPerPage(1);
    return allowed(() -> nomad.allocations().page(one));
  }

  private static boolean allowed(Supplier<?> question) throws InterruptedException {
    try {
      asked(question);
      return true;
    } catch (NomadFault.Answered fault) {
      if (fault.isForbidden() || fault.isNotFound()) {
        return !fault.isForbidden();
      }
      throw fault;
    }
  }

  /// What Nomad answers; an interrupt becomes what it is.
  private static <T> T asked(Supplier<T> call) throws InterruptedException {
    try {
      return call.get();
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      throw fault;
    }
  }
}
