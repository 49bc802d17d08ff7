package nomadops.drainer.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// The start of an answer: what is read of it is logged at most, so the rest may be of any length.
final class FirstBytes implements BodySubscriber<String> {
  private static final int MOST = 4_096;

  private final CompletableFuture<String> start = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable Subscription subscription;

  @Override
  public CompletionStage<String> getBody() {
    return start;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] piece = new byte[Math.min(part.remaining(), MOST - bytes.size())];
      part.get(piece);
      bytes.writeBytes(piece);
    }
    Subscription mine = subscription;
    if (mine == null) {
      return;
    }
    if (bytes.size() >= MOST) {
      mine.cancel();
      onComplete();
    } else {
      mine.request(1);
    }
  }

  @Override
  public void onError(Throwable fault) {
    boolean _ = start.completeExceptionally(fault);
  }

  @Override
  public void onComplete() {
    boolean _ = start.complete(bytes.toString(UTF_8));
  }
}
