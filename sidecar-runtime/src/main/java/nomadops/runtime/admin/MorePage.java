package nomadops.runtime.admin;

/// A page of a tool's own beside `/status`.
@FunctionalInterface
public interface MorePage {
  /// Anything that Jackson can write, or a [Told].
  ///
  /// @throws Query.Bad when the parameters are not right
  Object answer(Query query);
}
