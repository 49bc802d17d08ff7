package nomadops.autoscaler.target.aws;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a fault of the AWS SDK means for a group, and what AWS said, on one line.
record AwsFault(Kind kind, String said) {

  enum Kind {
    /// The group has no such instance.
    NO_INSTANCE,
    /// There is no such group here.
    NO_GROUP,
    /// It passes by itself, and nothing was done.
    LATER,
    /// No answer, or one that does not tell: it may have been done.
    UNSURE,
    /// As things are, it will not be done.
    REFUSED
  }

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

  private static final Set<String> PASSING =
      Set.of(
          "RequestLimitExceeded",
          "ResourceContention",
          "ResourceInUse",
          "ScalingActivityInProgress",
          "TooManyRequestsException");

  /// @param action of the API, such as `UpdateAutoScalingGroup`
  /// @param fault an SdkException, or the UncheckedIOException that its URL connection client
  ///   throws when what came back is no HTTP
  static AwsFault of(String action, RuntimeException fault) {
    AwsFault known =
        fault instanceof AwsServiceException answered
            ? answered(action, answered)
            : unanswered(fault);
    return new AwsFault(known.kind, action + ": " + known.said);
  }

  /// A 200 that is not from AWS: a proxy's page reads like an empty answer.
  static AwsFault foreign(String action) {
    return new AwsFault(
        Kind.UNSURE, action + ": what was answered is not from EC2 Auto Scaling (no request id)");
  }

  private static AwsFault answered(String action, AwsServiceException fault) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(fault.awsErrorDetails());
    String code = details.map(AwsErrorDetails::errorCode).orElse("no error code");
    String message = details.map(AwsErrorDetails::errorMessage).orElse(text(fault));
    String said =
        "%s: %s (HTTP %d)".formatted(code, message.replace('\n', ' '), fault.statusCode());
    if (DENIED.contains(code)) {
      return new AwsFault(Kind.REFUSED, said + "; the role needs autoscaling:" + action);
    }
    if (code.equals("ValidationError") && message.contains("AutoScalingGroup name not found")) {
      return new AwsFault(Kind.NO_GROUP, said);
    }
    if (code.equals("ValidationError") && message.contains("No managed instance found")) {
      return new AwsFault(Kind.NO_INSTANCE, said);
    }
    if (isPassing(fault, code)) {
      return new AwsFault(Kind.LATER, said);
    }
    return new AwsFault(fault.statusCode() >= 500 ? Kind.UNSURE : Kind.REFUSED, said);
  }

  private static boolean isPassing(AwsServiceException fault, String code) {
    return fault.statusCode() == 429
        || fault.isThrottlingException()
        || code.startsWith("Throttling")
        || PASSING.contains(code);
  }

  private static AwsFault unanswered(RuntimeException fault) {
    String said = text(fault);
    boolean noCredentials = said.contains("Unable to load credentials");
    return new AwsFault(noCredentials ? Kind.REFUSED : Kind.UNSURE, said);
  }

  private static String text(Throwable fault) {
    String message = Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
    return message.replace('\n', ' ');
  }
}
