package nomadops.client.events;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.Wire;
import nomadops.client.http.WireRequest;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.http.WireResponse;

/// Opens the stream, and says in words why one ended.
final class StreamSource {
  private static final String NEVER_BEGUN =
      "Nomad 2.0 does so, instead of answering 403, when the token may not read all of these topics in this"
          + " namespace (read-job; node:read for nodes; * needs every namespace), or when enable_event_broker is"
          + " off: check the token's policies first.";

  private final Wire wire;
  private final Optional<String> region;
  private final Subscription subscription;

  StreamSource(Wire wire, Optional<String> region, Subscription subscription) {
    this.wire = wire;
    this.region = region;
    this.subscription = subscription;
  }

  WireResponse open(OptionalLong index) {
    WireRequestBuilder request =
        WireRequest.of("events.stream", WireRequest.Method.GET, "v1", "event", "stream")
            .body(WireRequest.Body.ENDLESS);
    region.ifPresent(name -> request.query("region", name));
    request.query("namespace", subscription.namespace());
    subscription.topics().stream()
        .sorted()
        .forEach(topic -> request.query("topic", topic.nomadName()));
    index.ifPresent(start -> request.query("index", Long.toString(start)));
    return wire.send(request.build());
  }

  NomadFault ended(WireResponse response, int lines) {
    String hint =
        lines == 0
            ? " before its first line. " + NEVER_BEGUN
            : ". It does so when it stops, loses its leader, or cuts off a reader that is too slow.";
    return new NomadFault.MaybeApplied(
        response.request(), response.request() + ": the server ended the stream" + hint, null);
  }

  NomadFault broken(WireResponse response, IOException failure) {
    return new NomadFault.Garbled(
        response.request(),
        response.request()
            + ": "
            + failure.getMessage()
            + ". Check that no proxy changes or cuts the stream.",
        failure);
  }

  NomadFault silent(WireResponse response, IOException failure, int lines) {
    String hint =
        lines == 0
            ? "the stream was opened and never began. " + NEVER_BEGUN
            : "nothing was heard for "
                + subscription.silence()
                + ", not even a heartbeat. Check the network between, and idle timeouts of proxies.";
    return new NomadFault.MaybeApplied(
        response.request(), response.request() + ": " + hint, failure);
  }

  NomadFault refused(WireResponse response, Frame.ServerError error) {
    return new NomadFault.Answered(
        response.request(),
        error.status(),
        error.words(),
        null,
        response.request()
            + ": the server ended the stream with error "
            + error.status()
            + ": "
            + error.words());
  }
}
