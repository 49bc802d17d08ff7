package nomadops.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How to read: which namespace, how fresh, which part. Start from [#defaults()] and add:
/// `Read.defaults().withStale().inAllNamespaces()`.
///
/// @param namespace the namespace, or `*` for all where Nomad takes it; empty means the
///   connection's
/// @param stale whether any server may answer from its own, perhaps older, state
/// @param index blocking query: answer only when the state has passed this index
/// @param atMost blocking query: answer after this time at the latest (Nomad adds up to a
///   sixteenth)
/// @param filter a go-bexpr expression, for example `Status == "dead" and Type == "batch"`
/// @param prefix only ids that start so
/// @param perPage the most items of one page
/// @param nextToken where the page starts, from the former page's [ResponseMeta]
/// @param more further query parameters, for example `meta=true` for a job list
public record Read(
    Optional<String> namespace,
    boolean stale,
    OptionalLong index,
    Optional<Duration> atMost,
    Optional<String> filter,
    Optional<String> prefix,
    OptionalInt perPage,
    Optional<String> nextToken,
    Map<String, String> more) {

  private static final Read DEFAULTS =
      new Read(
          Optional.empty(),
          false,
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Map.of());

  public Read {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(atMost, "atMost");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(perPage, "perPage");
    Objects.requireNonNull(nextToken, "nextToken");
    more = Map.copyOf(more);
    if (perPage.isPresent() && perPage.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "perPage is " + perPage.getAsInt() + "; a page has at least 1 item");
    }
    if (index.isPresent() && index.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "index is " + index.getAsLong() + "; Raft indexes start at 0");
    }
  }

  /// The connection's namespace, consistent, everything.
  public static Read defaults() {
    return DEFAULTS;
  }

  public Read inNamespace(String name) {
    return new Read(
        Optional.of(name), stale, index, atMost, filter, prefix, perPage, nextToken, more);
  }

  /// In every namespace that the token may see.
  public Read inAllNamespaces() {
    return inNamespace("*");
  }

  /// Any server may answer; look at [ResponseMeta#index()] to know how old it is.
  public Read withStale() {
    return new Read(namespace, true, index, atMost, filter, prefix, perPage, nextToken, more);
  }

  /// A blocking query: answers when the state has passed `afterIndex`, or after `longest`.
  public Read blocking(long afterIndex, Duration longest) {
    return new Read(
        namespace,
        stale,
        OptionalLong.of(afterIndex),
        Optional.of(longest),
        filter,
        prefix,
        perPage,
        nextToken,
        more);
  }

  public Read withFilter(String expression) {
    return new Read(
        namespace, stale, index, atMost, Optional.of(expression), prefix, perPage, nextToken, more);
  }

  public Read withPrefix(String idPrefix) {
    return new Read(
        namespace, stale, index, atMost, filter, Optional.of(idPrefix), perPage, nextToken, more);
  }

  public Read withPerPage(int items) {
    return new Read(
        namespace, stale, index, atMost, filter, prefix, OptionalInt.of(items), nextToken, more);
  }

  public Read withNextToken(String token) {
    return new Read(
        namespace, stale, index, atMost, filter, prefix, perPage, Optional.of(token), more);
  }

  /// A parameter that only some endpoints know, for example `meta` (jobs), `resources` (nodes,
  /// allocations).
  public Read with(String parameter, String value) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.put(parameter, value);
    return new Read(namespace, stale, index, atMost, filter, prefix, perPage, nextToken, all);
  }
}
