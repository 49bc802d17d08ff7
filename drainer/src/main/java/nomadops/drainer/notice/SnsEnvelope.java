package nomadops.drainer.notice;

/// What SNS puts around a message when raw delivery is off. With raw delivery on there is nothing
/// to unwrap.
///
/// ```json
/// {"Type":"Notification","MessageId":"95df01b4-..","TopicArn":"arn:aws:sns:..:lifecycle",
///  "Subject":"Auto Scaling: Lifecycle action 'TERMINATING' for instance i-022df.. in progress.",
///  "Message":"{\"LifecycleHookName\":\"hook\",..}","Timestamp":"2016-02-26T21:09:59.600Z",..}
/// ```
final class SnsEnvelope {
  private SnsEnvelope() {}

  sealed interface Opened {}

  /// What is inside, still as text.
  record Content(String message) implements Opened {}

  /// SNS speaks of itself.
  record Other(Reading reading) implements Opened {}

  static boolean is(Fields message) {
    return message.has("TopicArn") || message.has("Message");
  }

  static Opened read(Fields envelope) {
    String type = envelope.optionalText("Type", "Notification").orElse("Notification");
    return switch (type) {
      case "Notification" -> new Content(envelope.text("Message", "the event as JSON in a string"));
      case "SubscriptionConfirmation" ->
          new Other(
              new Reading.Unreadable(
                  envelope.at("Type")
                      + " is 'SubscriptionConfirmation', it should be Notification: SNS sends"
                      + " nothing before someone visits the SubscribeURL in this message"));
      case "UnsubscribeConfirmation" ->
          new Other(new Reading.Nothing("SNS says that the queue is no longer subscribed"));
      default -> throw new Unfit(envelope.at("Type"), Fields.quoted(type), "Notification");
    };
  }
}
