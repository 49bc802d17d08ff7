package nomadops.drainer.sqs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Asks SQS on a virtual thread: an interrupt closes its socket, while that of a platform thread
/// would go on reading. What an abandoned receive would have brought comes again.
record Interruptible(String queue) {
  /// What is answered.
  ///
  /// @param action what is asked, such as `receive from`
  /// @throws QueueFault for a fault of the SDK
  <T> T asked(String action, Supplier<T> request) throws InterruptedException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread asking =
        Thread.ofVirtual()
            .name("sqs " + queue)
            .start(() -> {
              try {
                answer.complete(request.get());
              } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      asking.interrupt();
      throw e;
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case SdkException fault -> SqsFaults.of(queue, action, fault);
        case RuntimeException bug -> bug;
        case null, default -> new IllegalStateException(e);
      };
    }
  }
}
