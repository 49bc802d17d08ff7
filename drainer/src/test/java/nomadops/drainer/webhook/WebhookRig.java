package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.drainer.notice.InstanceId;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.signature.Proof;
import nomadops.runtime.signature.Signature;

/// A desk, a clock that stands until it is moved, and senders who have a secret.
final class WebhookRig {
  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  static final String SECRET = "a secret of the tests";
  static final String OTHER = "the secret before that";
  static final HostPort ANY = new HostPort("127.0.0.1", 0);
  static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");
  static final String NOTICE = "{\"id\":\"r1\",\"instance\":\"i-0633ac2b0d9769723\"}";

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final FakeDrainer drainer = new FakeDrainer();
  final Desk desk;

  WebhookRig(List<Mapping> mappings) {
    this(terms(Duration.ofMillis(1)), mappings);
  }

  WebhookRig(WebhookTerms terms, List<Mapping> mappings) {
    desk = new Desk(terms, mappings, drainer, drainer, now::get);
  }

  static WebhookTerms terms(Duration patience) {
    return new WebhookTerms(
        ANY,
        new Secrets(List.of(SECRET, OTHER)),
        false,
        Duration.ofMinutes(5),
        patience,
        4,
        Duration.ofSeconds(5));
  }

  static Proof signed(String secret, Instant at, String body) {
    return new Proof(
        List.of(Long.toString(at.getEpochSecond())),
        List.of(Signature.of(secret, at, body.getBytes(UTF_8)).value()));
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// Signed now.
  Answer post(String body) throws InterruptedException {
    return post(new Route.Own(), body);
  }

  Answer post(Route route, String body) throws InterruptedException {
    return post(route, signed(SECRET, now.get(), body), body);
  }

  Answer post(Route route, Proof headers, String body) throws InterruptedException {
    return desk.answer(route, headers, body.getBytes(UTF_8), "test");
  }
}
