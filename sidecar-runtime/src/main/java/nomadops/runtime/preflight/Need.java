package nomadops.runtime.preflight;

import java.util.List;

/// A right and what a tool does with it.
///
/// @param without what becomes of the tool without it
/// @param needed it cannot do its work without
public record Need(Want want, String without, boolean needed) {

  /// One of these capabilities has to be there.
  public static Need inNamespace(String namespace, String without, String... anyOf) {
    return new Need(new Want.InNamespace(namespace, List.of(anyOf)), without, true);
  }

  /// A scope's right has to be there.
  public static Need ofScope(String scope, String access, String without) {
    return new Need(new Want.OfScope(scope, access), without, true);
  }

  /// A variable's right has to be there.
  public static Need onVariable(String namespace, String path, String access, String without) {
    return new Need(new Want.OnVariable(namespace, path, access), without, true);
  }

  /// The tool can do without.
  public Need optional() {
    return new Need(want, without, false);
  }
}
