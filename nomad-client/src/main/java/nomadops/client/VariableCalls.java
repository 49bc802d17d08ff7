package nomadops.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.http.WireResponse;
import nomadops.client.model.GoDuration;
import nomadops.client.model.NomadJson;
import nomadops.client.model.Variable;

/// The answers of variable writes: 409 is a value, with a variable or with plain words as its body.
final class VariableCalls {
  private static final int CONFLICT = 409;

  private VariableCalls() {}

  static VariableWrite write(Calls calls, WireRequestBuilder request) {
    try (WireResponse response = calls.open(request.accept(CONFLICT))) {
      Variable variable = Calls.decode(response, VariableCalls::variable);
      return response.status() == CONFLICT
          ? new VariableWrite.Conflict(variable)
          : new VariableWrite.Written(variable);
    }
  }

  static LockAnswer lock(Calls calls, WireRequestBuilder request) {
    try (WireResponse response = calls.open(request.accept(CONFLICT))) {
      if (response.status() == CONFLICT) {
        return new LockAnswer.Denied(words(response));
      }
      return Calls.decode(response, VariableCalls::holding);
    } catch (NomadFault.Answered fault) {
      return deniedIfThereIsNoLock(fault);
    }
  }

  static LockAnswer release(Calls calls, WireRequestBuilder request) {
    try (WireResponse response = calls.open(request.accept(CONFLICT))) {
      return response.status() == CONFLICT
          ? new LockAnswer.Denied(words(response))
          : new LockAnswer.Released();
    } catch (NomadFault.Answered fault) {
      return deniedIfThereIsNoLock(fault);
    }
  }

  /// Nomad 2.0.5 answers 404 to the renewal of a missing variable's lock, and 500 to the release of
  /// a lock that nobody holds.
  private static LockAnswer deniedIfThereIsNoLock(NomadFault.Answered fault) {
    if (fault.body().contains("variable doesn't")) {
      return new LockAnswer.Denied(fault.body().strip());
    }
    throw fault;
  }

  static Map<String, Object> body(
      String path, Map<String, String> items, Map<String, String> lock) {
    return Map.of("Path", path, "Items", items, "Lock", lock);
  }

  static Map<String, String> times(Duration ttl, Duration lockDelay) {
    return Map.of("TTL", GoDuration.format(ttl), "LockDelay", GoDuration.format(lockDelay));
  }

  static Map<String, ?> lockOnly(String path, String lockId) {
    return Map.of("Path", path, "Lock", Map.of("ID", lockId));
  }

  private static LockAnswer holding(byte[] body) {
    Variable variable = NomadJson.read(body, Variable.class);
    return variable
        .lock()
        .<LockAnswer>map(lock -> new LockAnswer.Holding(lock, variable))
        .orElseThrow(() -> new IllegalArgumentException("no Lock in the answer"));
  }

  /// A delete has no body.
  private static Variable variable(byte[] body) {
    return body.length == 0
        ? new Variable("", "", Map.of(), null, 0, 0, 0, 0)
        : NomadJson.read(body, Variable.class);
  }

  /// Either plain words, or the variable as JSON: which says only that somebody else holds it.
  private static String words(WireResponse response) {
    String body = new String(Calls.bytes(response), StandardCharsets.UTF_8).strip();
    return body.isEmpty() || body.startsWith("{")
        ? "the variable is locked by another holder"
        : body;
  }
}
