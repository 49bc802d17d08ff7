package nomadops.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import nomadops.client.http.WireRequest;
import nomadops.client.http.WireResponse;
import nomadops.client.model.NomadJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Copies the rows of a paged list as they come, to one JSON list; nothing of them is kept or left
/// out. A page that breaks off half way is a fault: what was written is worth nothing then.
final class RowCopy {
  private final Calls calls;
  private final String operation;
  private final String[] segments;

  RowCopy(Calls calls, String operation, String... segments) {
    this.calls = calls;
    this.operation = operation;
    this.segments = segments.clone();
  }

  /// All pages.
  ///
  /// @return how many rows there were
  /// @throws IOException when `out` does not take them
  long to(OutputStream out, Read read) throws IOException {
    long rows = 0;
    try (JsonGenerator list = NomadJson.generator(out)) {
      list.writeStartArray();
      Read next = read;
      while (true) {
        try (WireResponse response =
            calls.open(calls.get(next, operation, segments).body(WireRequest.Body.STREAMED))) {
          rows += page(response, list);
          var token = Meta.of(response).nextToken();
          if (token.isEmpty()) {
            break;
          }
          next = next.withNextToken(token.get());
        }
      }
      list.writeEndArray();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return rows;
  }

  private static long page(WireResponse response, JsonGenerator list) {
    long rows = 0;
    try (JsonParser json = NomadJson.parser(response.body())) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw Calls.garbled(response, new IllegalArgumentException("not a JSON array"));
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        list.copyCurrentStructure(json);
        rows++;
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        throw Calls.garbled(response, new IllegalArgumentException("a list of other things"));
      }
      return rows;
    } catch (JacksonException e) {
      throw Pages.cutOrGarbled(response, e);
    }
  }
}
