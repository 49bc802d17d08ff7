package nomadops.runtime.leader;

import java.util.Map;
import java.util.Optional;
import nomadops.client.Answer;
import nomadops.client.LockAnswer;
import nomadops.client.NomadClient;
import nomadops.client.model.Variable;

/// A lock on a Nomad variable (1.7 and later). Needs `write` and, to show the holder, `read` on its
/// path.
///
/// Acquiring goes by `PUT /v1/var/:path?lock-acquire` with an id of our own: on a free variable the
/// server takes it over (seen on 2.0.5), with its default TTL and delay of 15 s.
record VariableLockStore(NomadClient nomad, String namespace, String path) implements LockStore {
  private static final String HOLDER = "holder";

  @Override
  public LockAnswer acquire(String lockId, String holder) {
    return nomad.variables().update(namespace, path, lockId, Map.of(HOLDER, holder));
  }

  @Override
  public LockAnswer renew(String lockId) {
    return nomad.variables().renew(namespace, path, lockId);
  }

  @Override
  public LockAnswer release(String lockId) {
    return nomad.variables().release(namespace, path, lockId);
  }

  @Override
  public String holder() {
    Answer<Optional<Variable>> answer = nomad.variables().read(namespace, path);
    return answer.value().map(variable -> variable.items().getOrDefault(HOLDER, "")).orElse("");
  }
}
