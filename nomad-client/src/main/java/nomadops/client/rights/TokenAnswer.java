package nomadops.client.rights;

import java.util.List;

/// What a token is good for.
public sealed interface TokenAnswer {

  /// It can do the whole work.
  record Enough() implements TokenAnswer {}

  /// It can write to nodes, yet some allocations are hidden from it: a node may look empty that is
  /// not.
  ///
  /// @param namespaces that it sees without their allocations
  /// @param unseen there may be namespaces of which it does not even see the name
  record Blind(List<String> namespaces, boolean unseen) implements TokenAnswer {
    public Blind {
      namespaces = List.copyOf(namespaces);
    }

    /// For people: what is missing, and what to write into its policy.
    public String reason() {
      String where = namespaces.isEmpty() ? "" : " in " + String.join(", ", namespaces);
      String others =
          unseen ? (where.isEmpty() ? " in" : " and in") + " namespaces that it does not see" : "";
      return "the token lacks read-job"
          + where
          + others
          + ", so allocations there are hidden from it; give it: namespace \"*\" { capabilities = [\"read-job\"] }";
    }
  }

  /// It cannot do to nodes what it has to.
  ///
  /// @param missing of `node:read` and `node:write`
  record Powerless(List<String> missing) implements TokenAnswer {
    public Powerless {
      missing = List.copyOf(missing);
    }

    /// For people: what is missing, and what to write into its policy.
    public String reason() {
      return "the token lacks "
          + String.join(" and ", missing)
          + "; give it: node { policy = \"write\" }";
    }
  }
}
