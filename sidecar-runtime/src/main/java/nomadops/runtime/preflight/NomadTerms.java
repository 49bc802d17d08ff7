package nomadops.runtime.preflight;

import java.util.List;
import java.util.Optional;
import nomadops.client.events.Subscription;

/// What a tool wants of Nomad.
///
/// @param policy the file in `deploy/acl`, for example `gc`
/// @param needs of its token
/// @param namespaces that have to exist
/// @param stream what it follows
/// @param localServer its address has to be a server's: it acts beside the leader alone
/// @param lock it takes a lock on a variable (Nomad 1.7)
public record NomadTerms(
    String policy,
    List<Need> needs,
    List<String> namespaces,
    Optional<Subscription> stream,
    boolean localServer,
    boolean lock) {
  public NomadTerms {
    needs = List.copyOf(needs);
    namespaces = List.copyOf(namespaces);
  }

  /// The name that its policy is applied under.
  public String policyName() {
    return "nomad-ops-" + policy;
  }

  /// The command that applies it.
  public String apply() {
    return "nomad acl policy apply " + policyName() + " " + policy + ".policy.hcl";
  }
}
