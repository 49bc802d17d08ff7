package nomadops.drainer.sqs;

import java.io.IOException;
import java.util.Set;
import nomadops.drainer.sqs.Queue.Outcome;
import nomadops.drainer.sqs.QueueFault.Kind;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// What a fault of the SDK means (SQS API 2012-11-05, AWS SDK for Java 2).
///
/// A receipt handle that is too old is told in three ways: `ReceiptHandleIsInvalid`,
/// `MessageNotInflight`, and `InvalidParameterValue` of the parameter `ReceiptHandle`, as "The
/// receipt handle has expired" or "Message does not exist or is not available for visibility
/// timeout change".
final class SqsFaults {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSecurity",
          "MissingAuthenticationToken",
          "NotAuthorized",
          "OptInRequired",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "KMS.AccessDeniedException",
          "KmsAccessDenied");

  private SqsFaults() {}

  /// The same fault, in words for people.
  ///
  /// @param action what was asked, such as `receive from`
  static QueueFault of(String queue, String action, SdkException fault) {
    Kind kind = kind(fault);
    return new QueueFault(
        kind, words(queue, action, said(fault), hint(fault, kind, action)), fault);
  }

  /// What failed for one entry of a batch. It means what the fault would mean if the entry had been
  /// asked for alone; if AWS does not say whose fault it is, another try does no harm.
  static Outcome.Failed of(String queue, String action, BatchResultErrorEntry entry) {
    AwsServiceException alone =
        SqsException.builder()
            .statusCode(Boolean.TRUE.equals(entry.senderFault()) ? 400 : 500)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(entry.code())
                    .errorMessage(entry.message())
                    .build())
            .build();
    Kind kind = answered(alone);
    return new Outcome.Failed(
        kind, words(queue, action, code(alone) + explained(alone), hint(alone, kind, action)));
  }

  /// Of this entry the answer says nothing.
  static Outcome.Failed unmentioned(String queue, String action) {
    return new Outcome.Failed(
        Kind.PASSING, words(queue, action, "the answer does not mention it", ""));
  }

  private static String words(String queue, String action, String said, String hint) {
    return "could not " + action + " queue " + queue + ": " + said + hint;
  }

  private static Kind kind(SdkException fault) {
    return fault instanceof AwsServiceException answered ? answered(answered) : unanswered(fault);
  }

  private static Kind answered(AwsServiceException fault) {
    String code = code(fault);
    if (fault instanceof QueueDoesNotExistException
        || code.endsWith("NonExistentQueue")
        || code.equals("QueueDoesNotExist")) {
      return Kind.NO_QUEUE;
    }
    if (fault instanceof ReceiptHandleIsInvalidException
        || fault instanceof MessageNotInflightException
        || code.equals("ReceiptHandleIsInvalid")
        || code.endsWith("MessageNotInflight")
        || (code.equals("InvalidParameterValue") && isOfHandle(text(fault)))) {
      return Kind.STALE_HANDLE;
    }
    if (fault instanceof OverLimitException
        || code.endsWith("OverLimit")
        || fault.isThrottlingException()
        || code.contains("Throttl")
        || fault.statusCode() == 429
        || fault.statusCode() >= 500) {
      return Kind.PASSING;
    }
    boolean refused = fault.statusCode() == 401 || fault.statusCode() == 403;
    return refused || FORBIDDEN.contains(code) ? Kind.FORBIDDEN : Kind.REFUSED;
  }

  private static boolean isOfHandle(String words) {
    return words.contains("parameter ReceiptHandle") || words.contains("receipt handle");
  }

  /// Nothing came back, or nothing was sent.
  private static Kind unanswered(SdkException fault) {
    if (text(fault).contains("credentials")) {
      return Kind.FORBIDDEN;
    }
    boolean timeout =
        fault instanceof ApiCallTimeoutException || fault instanceof ApiCallAttemptTimeoutException;
    return timeout || fault.retryable() || fromNetwork(fault) ? Kind.PASSING : Kind.REFUSED;
  }

  private static boolean fromNetwork(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private static String said(SdkException fault) {
    if (fault instanceof AwsServiceException answered) {
      String code = code(answered);
      String status = "HTTP " + answered.statusCode();
      return (code.isEmpty() ? status : status + " " + code) + explained(answered);
    }
    return text(fault);
  }

  private static String explained(AwsServiceException fault) {
    AwsErrorDetails details = fault.awsErrorDetails();
    String words = details == null ? null : details.errorMessage();
    return words == null || words.isBlank() ? "" : ": " + words;
  }

  /// What to look at, where AWS's own words leave it open.
  private static String hint(SdkException fault, Kind kind, String action) {
    return switch (kind) {
      case NO_QUEUE -> "; is the URL of this account and region?";
      case FORBIDDEN ->
          switch (fault instanceof AwsServiceException answered ? code(answered) : "") {
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
                "; the credentials have expired, and nothing renews them: give the process a role, or start it anew with fresh ones";
            case "InvalidClientTokenId", "UnrecognizedClientException" ->
                "; the access key is not known there: is it of another partition, or deleted?";
            case "SignatureDoesNotMatch", "InvalidSignatureException" ->
                "; the secret key does not belong to the access key, or this machine's clock is off";
            default ->
                action.startsWith("send")
                    ? "; sqs:SendMessage is needed"
                    : "; sqs:ReceiveMessage, sqs:ChangeMessageVisibility and sqs:DeleteMessage are needed";
          };
      case PASSING, STALE_HANDLE, REFUSED -> "";
    };
  }

  private static String code(AwsServiceException fault) {
    AwsErrorDetails details = fault.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  private static String text(SdkException fault) {
    return String.valueOf(fault.getMessage());
  }
}
