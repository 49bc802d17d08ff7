package nomadops.runtime.config;

/// One fault: where, about which field, what is wrong, and the nearest right answer (empty when
/// there is none).
public record Problem(Position position, String field, String message, String hint) {

  @Override
  public String toString() {
    String subject = field.isEmpty() ? "" : field + ": ";
    String advice = hint.isEmpty() ? "" : "; " + hint;
    return position + ": " + subject + message + advice;
  }
}
