package nomadops.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.filter.BadFilter;
import nomadops.simulator.filter.Fields;
import nomadops.simulator.filter.Filter;
import org.jspecify.annotations.Nullable;

/// One page of a list: rows in order from the token on, those that pass the filter, at most so
/// many.
///
/// @param nextToken the token of the first row that did not fit; empty at the end
/// @param scanned rows looked at, from the first row of the table
record Page<T>(List<T> rows, String nextToken, long scanned) {

  /// Tells how a token compares with the row: below 0 when the row lies before it.
  interface Position<T> {
    int compare(T row, String token);
  }

  static <T> Page<T> of(
      Request request,
      Iterable<T> rows,
      Predicate<T> visible,
      Function<T, String> tokenOf,
      Position<T> position,
      Function<T, Fields> fields) {
    Filter filter = filter(request);
    Predicate<T> selected = row -> filter == null || passes(filter, fields.apply(row));
    return of(request, rows, visible.and(selected), tokenOf, position);
  }

  /// The same without the request's filter.
  static <T> Page<T> of(
      Request request,
      Iterable<T> rows,
      Predicate<T> selected,
      Function<T, String> tokenOf,
      Position<T> position) {
    int perPage = request.perPage();
    String token = request.get("next_token");
    boolean reverse = request.flag("reverse");
    List<T> page = new ArrayList<>();
    long scanned = 0;
    for (T row : rows) {
      scanned++;
      if (!token.isEmpty()) {
        int order = position.compare(row, token);
        if (reverse ? order > 0 : order < 0) {
          continue;
        }
      }
      if (!selected.test(row)) {
        continue;
      }
      if (perPage > 0 && page.size() == perPage) {
        return new Page<>(page, tokenOf.apply(row), scanned);
      }
      page.add(row);
    }
    return new Page<>(page, "", scanned);
  }

  static @Nullable Filter filter(Request request) {
    String text = request.get("filter");
    try {
      return text.isEmpty() ? null : Filter.parse(text);
    } catch (BadFilter e) {
      throw new Refused(
          400,
          "failed to create result paginator: failed to read filter expression: " + e.getMessage());
    }
  }

  static boolean passes(Filter filter, Fields fields) {
    try {
      return filter.test(fields);
    } catch (BadFilter e) {
      throw new Refused(400, "failed to read result page: " + e.getMessage());
    }
  }

  Answer token(Answer answer) {
    return nextToken.isEmpty() ? answer : answer.with("X-Nomad-NextToken", nextToken);
  }
}
