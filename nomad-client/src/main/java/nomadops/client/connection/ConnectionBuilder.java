package nomadops.client.connection;

import java.time.Duration;
import java.util.Optional;

/// Gathers a [Connection].
public final class ConnectionBuilder {
  private final NomadAddress address;
  private Optional<String> region = Optional.empty();
  private String namespace = "default";
  private TokenSource token = TokenSource.none();
  private Tls tls = Tls.DEFAULT;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration requestTimeout = Duration.ofSeconds(60);
  private RateLimit rateLimit = RateLimit.NONE;
  private Retries retries = Retries.DEFAULT;
  private CircuitBreaking circuitBreaking = CircuitBreaking.DEFAULT;

  ConnectionBuilder(NomadAddress address) {
    this.address = address;
  }

  public ConnectionBuilder region(String name) {
    region = Optional.of(name).filter(text -> !text.isBlank());
    return this;
  }

  public ConnectionBuilder namespace(String name) {
    namespace = name;
    return this;
  }

  public ConnectionBuilder token(TokenSource source) {
    token = source;
    return this;
  }

  public ConnectionBuilder tls(Tls settings) {
    tls = settings;
    return this;
  }

  public ConnectionBuilder connectTimeout(Duration timeout) {
    connectTimeout = timeout;
    return this;
  }

  public ConnectionBuilder requestTimeout(Duration timeout) {
    requestTimeout = timeout;
    return this;
  }

  public ConnectionBuilder rateLimit(RateLimit limit) {
    rateLimit = limit;
    return this;
  }

  public ConnectionBuilder retries(Retries settings) {
    retries = settings;
    return this;
  }

  public ConnectionBuilder circuitBreaking(CircuitBreaking settings) {
    circuitBreaking = settings;
    return this;
  }

  /// The connection.
  ///
  /// @throws IllegalArgumentException when a value makes no sense
  public Connection build() {
    return new Connection(
        address,
        region,
        namespace,
        token,
        tls,
        connectTimeout,
        requestTimeout,
        rateLimit,
        retries,
        circuitBreaking);
  }
}
