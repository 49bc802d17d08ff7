package nomadops.runtime.preflight;

import java.util.List;

/// A right that a token may have.
public sealed interface Want {

  /// As people write it, for example `read-job in every namespace`.
  String words();

  /// What to write into a policy.
  String rule();

  /// One of several capabilities in a namespace, the narrowest first.
  ///
  /// @param namespace `*` for each there is and each that will be
  record InNamespace(String namespace, List<String> anyOf) implements Want {
    public InNamespace {
      anyOf = List.copyOf(anyOf);
    }

    @Override
    public String words() {
      return anyOf.getFirst()
          + (namespace.equals("*") ? " in every namespace" : " in namespace " + namespace);
    }

    @Override
    public String rule() {
      return "namespace \"" + namespace + "\" { capabilities = [\"" + anyOf.getFirst() + "\"] }";
    }
  }

  /// `agent`, `node` or `operator`, with `read`, `write` or a capability.
  record OfScope(String scope, String access) implements Want {
    @Override
    public String words() {
      return scope + ":" + access;
    }

    @Override
    public String rule() {
      return access.contains("-")
          ? scope + " { capabilities = [\"" + access + "\"] }"
          : scope + " { policy = \"" + access + "\" }";
    }
  }

  /// `list`, `read`, `write` or `destroy` of a variable.
  record OnVariable(String namespace, String path, String access) implements Want {
    @Override
    public String words() {
      return access + " of variable " + path + " in namespace " + namespace;
    }

    @Override
    public String rule() {
      return "namespace \""
          + namespace
          + "\" { variables { path \""
          + path
          + "\" { capabilities = [\""
          + access
          + "\"] } } }";
    }
  }
}
