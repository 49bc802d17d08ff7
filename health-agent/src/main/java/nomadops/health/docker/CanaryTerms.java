package nomadops.health.docker;

import java.util.List;
import java.util.regex.Pattern;

/// What the canary is.
///
/// @param image one that is on the client already: the canary never pulls
/// @param command what it runs, which must end by itself with 0; the image's own when empty
/// @param owner whose it is, e.g. the id of the node. The same after a restart, or what an earlier
///   run left behind would never be found; two agents of one daemon need two
public record CanaryTerms(String image, List<String> command, String owner) {
  private static final Pattern OWNER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,100}");

  public CanaryTerms {
    command = List.copyOf(command);
    if (image.isBlank()) {
      throw new IllegalArgumentException(
          "the canary's image is empty: name one that is on every client, e.g. busybox:1.36");
    }
    if (!OWNER.matcher(owner).matches()) {
      throw new IllegalArgumentException(
          "the canary's owner is \""
              + owner
              + "\", which no container can be named after: take letters, digits, '_', '.' and '-',"
              + " e.g. the id of the node");
    }
  }

  String name() {
    return "nomad-ops-canary-" + owner;
  }
}
