package nomadops.drainer.lifecycle;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a fault of the AWS SDK means for a lifecycle action, and what AWS said, on one line.
record AwsFault(Kind kind, String said) {

  enum Kind {
    GONE,
    LATER,
    REFUSED
  }

  /// @param fault an SdkException, or the UncheckedIOException that its URL connection client
  ///   throws when what came back is no HTTP
  static AwsFault of(RuntimeException fault) {
    return fault instanceof AwsServiceException answered ? answered(answered) : unanswered(fault);
  }

  private static AwsFault answered(AwsServiceException fault) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(fault.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("no error code");
    String message = details.map(AwsErrorDetails::errorMessage).orElse(text(fault));
    String said = code + ": " + message + " (HTTP " + fault.statusCode() + ")";
    if (code.equals("ValidationError")
        && message.toLowerCase(Locale.ROOT).contains("no active lifecycle action")) {
      return new AwsFault(Kind.GONE, said);
    }
    boolean passing = fault.statusCode() >= 500 || isThrottled(fault, code);
    return new AwsFault(passing ? Kind.LATER : Kind.REFUSED, said);
  }

  /// The request may have been acted on; a lifecycle call may be repeated.
  private static AwsFault unanswered(RuntimeException fault) {
    String said = text(fault);
    boolean noCredentials = said.contains("Unable to load credentials");
    return new AwsFault(noCredentials ? Kind.REFUSED : Kind.LATER, said);
  }

  private static boolean isThrottled(AwsServiceException fault, String code) {
    return fault.isThrottlingException()
        || fault.statusCode() == 429
        || code.startsWith("Throttling")
        || code.equals("RequestLimitExceeded");
  }

  private static String text(Throwable fault) {
    String message = Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
    return message.replace('\n', ' ');
  }
}
