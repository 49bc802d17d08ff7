package nomadops.health.internet;

/// What a resolver sent.
sealed interface DnsReply {
  /// The name has this many IPv4 addresses.
  record Addresses(int count) implements DnsReply {}

  /// The resolver answered, but with no address.
  record Without(String why) implements DnsReply {}

  /// The answer is too long for a datagram: it is to be asked for over TCP.
  record Truncated() implements DnsReply {}

  /// No answer to this question.
  record NotOurs() implements DnsReply {}
}
