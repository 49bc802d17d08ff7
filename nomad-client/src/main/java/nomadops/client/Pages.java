package nomadops.client;

import java.io.IOException;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireRequest;
import nomadops.client.http.WireResponse;
import nomadops.client.model.NomadJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;

/// Walks a paged list item by item. A page that breaks off half way is a fault: what was handed
/// over before stays handed over, and the caller decides whether to start again.
final class Pages<T> {
  private final Calls calls;
  private final Class<T> type;
  private final ObjectReader reader;
  private final String operation;
  private final String[] segments;

  Pages(Calls calls, Class<T> type, String operation, String... segments) {
    this.calls = calls;
    this.type = type;
    this.reader = NomadJson.readerOf(type);
    this.operation = operation;
    this.segments = segments.clone();
  }

  void walk(Read read, PageListener<? super T> listener) throws InterruptedException {
    Read next = read;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while listing");
      }
      ResponseMeta page = page(next, listener);
      listener.endOfPage(page);
      if (page.nextToken().isEmpty()) {
        return;
      }
      if (page.nextToken().equals(next.nextToken())) {
        throw new IllegalStateException(
            "the server's next page starts where this one did: " + page.nextToken().get());
      }
      next = next.withNextToken(page.nextToken().get());
    }
  }

  ResponseMeta page(Read read, PageListener<? super T> listener) throws InterruptedException {
    try (WireResponse response =
        calls.open(calls.get(read, operation, segments).body(WireRequest.Body.STREAMED))) {
      ResponseMeta meta = Meta.of(response);
      try (JsonParser json = reader.createParser(response.body())) {
        if (json.nextToken() != JsonToken.START_ARRAY) {
          throw Calls.garbled(response, new IllegalArgumentException("not a JSON array"));
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
          listener.item(type.cast(reader.readValue(json)), meta);
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
          throw Calls.garbled(response, new IllegalArgumentException("a list of other things"));
        }
        return meta;
      } catch (JacksonException e) {
        throw cutOrGarbled(response, e);
      }
    }
  }

  static NomadFault cutOrGarbled(WireResponse response, JacksonException failure) {
    return failure.getCause() instanceof IOException cut
        ? response.cut(cut)
        : Calls.garbled(response, failure);
  }
}
