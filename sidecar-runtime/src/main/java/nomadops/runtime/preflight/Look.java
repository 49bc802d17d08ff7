package nomadops.runtime.preflight;

import java.util.Optional;
import nomadops.client.fault.NomadFault;

/// What a question was answered.
public sealed interface Look<T> {

  /// The answer.
  record Seen<T>(T value) implements Look<T> {}

  /// 403.
  record Forbidden<T>(String why) implements Look<T> {}

  /// No answer, or one that is none.
  record Failed<T>(String why) implements Look<T> {}

  /// The answer, if there is one.
  default Optional<T> seen() {
    return this instanceof Seen<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /// Why there is none; empty when there is one.
  default String why() {
    return switch (this) {
      case Seen<T> _ -> "";
      case Forbidden<T>(String why) -> why;
      case Failed<T>(String why) -> why;
    };
  }

  /// A question.
  @FunctionalInterface
  interface Question<T> {
    T ask() throws Exception;
  }

  /// Asks; whatever is thrown is an answer, too.
  ///
  /// @throws InterruptedException when interrupted
  static <T> Look<T> at(Question<T> question) throws InterruptedException {
    try {
      return new Seen<>(question.ask());
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      String why = String.valueOf(fault.getMessage());
      return fault.isForbidden() ? new Forbidden<>(why) : new Failed<>(why);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return new Failed<>(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
