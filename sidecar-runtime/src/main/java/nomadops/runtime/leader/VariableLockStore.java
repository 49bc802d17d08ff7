package nomadops.runtime.leader;

import java.util.Map;
import java.util.Optional;
import nomadops.client.Answer;
import nomadops.client.LockAnswer;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Variable;
import nomadops.client.model.VariableLock;
import nomadops.runtime.config.Durations;

/// A lock on a Nomad variable (1.7 and later). Needs `write` and, to show the holder, `read` on its
/// path.
///
/// It is acquired by `PUT /v1/var/:path?lock-acquire` with an id of our own, which the server takes
/// over when the variable is free (2.0.5); the client calls that an update.
record VariableLockStore(NomadClient nomad, String namespace, String path, LockTerms terms)
    implements LockStore {
  private static final String HOLDER = "holder";

  @Override
  public LockAnswer acquire(String lockId, String holder) {
    VariableLock lock =
        new VariableLock(lockId, Durations.text(terms.ttl()), Durations.text(terms.delay()));
    return nomad.variables().update(namespace, path, lock, Map.of(HOLDER, holder));
  }

  @Override
  public LockAnswer renew(String lockId) {
    try {
      return nomad.variables().renew(namespace, path, lockId);
    } catch (NomadFault e) {
      // 404 "variable doesn't exist": somebody deleted it, and the lock with it.
      if (e.isNotFound()) {
        return new LockAnswer.Denied("the variable " + path + " does not exist");
      }
      throw e;
    }
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
