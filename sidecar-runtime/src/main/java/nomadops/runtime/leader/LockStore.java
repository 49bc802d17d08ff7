package nomadops.runtime.leader;

import nomadops.client.LockAnswer;

/// Where the lock is kept. Every call may throw a [nomadops.client.fault.NomadFault].
public interface LockStore {

  /// Takes the free lock under our own id.
  LockAnswer acquire(String lockId, String holder);

  LockAnswer renew(String lockId);

  LockAnswer release(String lockId);

  /// The name that the present or last holder left; empty when there is none.
  String holder();
}
