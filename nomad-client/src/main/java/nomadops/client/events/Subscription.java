package nomadops.client.events;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/// What to hear, from where on, and how patiently.
///
/// @param topics at least one
/// @param namespace `*` for all that the token may see
/// @param fromIndex the Raft index to start at; empty means the oldest event that the server still
///   has
/// @param buffer how many items may wait for the consumer; when it is full, what follows is lost
///   and a [StreamGap] says so
/// @param silence a stream that says nothing for so long, not even its heartbeat (every 30 s), is
///   dead
public record Subscription(
    Set<Topic> topics, String namespace, OptionalLong fromIndex, int buffer, Duration silence) {
  public Subscription {
    topics = Set.copyOf(topics);
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(fromIndex, "fromIndex");
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("no topic; name at least one, for example JOB");
    }
    if (buffer < 2) {
      throw new IllegalArgumentException("buffer is " + buffer + "; give at least 2");
    }
    if (silence.toMillis() < 1) {
      throw new IllegalArgumentException("silence is " + silence + "; give at least 1 ms");
    }
  }

  /// These topics in all namespaces, from the oldest event that the server still has.
  public static Subscription to(Topic first, Topic... more) {
    Set<Topic> topics = EnumSet.of(first, more);
    return new Subscription(topics, "*", OptionalLong.empty(), 4096, Duration.ofSeconds(75));
  }

  public Subscription from(long index) {
    return new Subscription(topics, namespace, OptionalLong.of(index), buffer, silence);
  }

  public Subscription inNamespace(String name) {
    return new Subscription(topics, name, fromIndex, buffer, silence);
  }

  public Subscription withBuffer(int items) {
    return new Subscription(topics, namespace, fromIndex, items, silence);
  }

  public Subscription withSilence(Duration longest) {
    return new Subscription(topics, namespace, fromIndex, buffer, longest);
  }
}
