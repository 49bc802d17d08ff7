package nomadops.client.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Everything needed to talk to a cluster. Immutable; never shows a secret in `toString`.
///
/// @param address where the agent listens
/// @param region the region to ask; empty means the agent's own
/// @param namespace used where a call names none; `*` works for lists
/// @param token where the ACL token comes from
/// @param tls for `https` addresses
/// @param connectTimeout for the connection and the TLS handshake
/// @param requestTimeout for a whole call without streaming; a blocking query gets its `wait` on
///   top
public record Connection(
    NomadAddress address,
    Optional<String> region,
    String namespace,
    TokenSource token,
    Tls tls,
    Duration connectTimeout,
    Duration requestTimeout,
    RateLimit rateLimit,
    Retries retries,
    CircuitBreaking circuitBreaking) {

  public Connection {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(rateLimit, "rateLimit");
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(circuitBreaking, "circuitBreaking");
    if (namespace.isBlank()) {
      throw new IllegalArgumentException("namespace is blank; write \"default\" or \"*\"");
    }
    if (connectTimeout.toMillis() < 1 || requestTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "timeouts are " + connectTimeout + " and " + requestTimeout + "; give at least 1 ms");
    }
  }

  /// An address with everything else at its default:
  /// `Connection.to("http://127.0.0.1:4646").build()`.
  public static ConnectionBuilder to(String address) {
    return new ConnectionBuilder(NomadAddress.parse(address));
  }

  public static ConnectionBuilder to(NomadAddress address) {
    return new ConnectionBuilder(address);
  }

  /// The same, where each call is tried once and every fault is seen: for who asks whether there is
  /// an answer at all.
  public Connection triedOnce() {
    return new Connection(
        address,
        region,
        namespace,
        token,
        tls,
        connectTimeout,
        requestTimeout,
        rateLimit,
        Retries.NONE,
        CircuitBreaking.OFF);
  }

  /// As Nomad's CLI reads its environment: `NOMAD_ADDR`, `NOMAD_REGION`, `NOMAD_NAMESPACE`,
  /// `NOMAD_TOKEN`, `NOMAD_CACERT`, `NOMAD_CAPATH`, `NOMAD_CLIENT_CERT`, `NOMAD_CLIENT_KEY`,
  /// `NOMAD_TLS_SERVER_NAME`, `NOMAD_SKIP_VERIFY`.
  ///
  /// @throws IllegalArgumentException naming the variable and what to write
  public static ConnectionBuilder fromEnvironment(Map<String, String> environment) {
    return ConnectionEnvironment.read(environment);
  }

  /// From inside a Nomad task: the socket `${NOMAD_SECRETS_DIR}/api.sock`, with the workload
  /// identity's token from `${NOMAD_SECRETS_DIR}/nomad_token` when that file exists (it is
  /// rotated), else from `NOMAD_TOKEN`.
  ///
  /// @throws IllegalArgumentException when `NOMAD_SECRETS_DIR` is not set
  public static ConnectionBuilder taskApi(Map<String, String> environment) {
    return ConnectionEnvironment.taskApi(environment);
  }
}
