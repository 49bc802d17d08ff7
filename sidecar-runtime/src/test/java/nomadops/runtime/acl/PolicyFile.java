package nomadops.runtime.acl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A policy of `deploy/acl`.
///
/// @param text with every optional line, if those were asked for
public record PolicyFile(String tool, String text) {
  private static final Pattern GRANT =
      Pattern.compile("policy += \"(read|write)\"|\"([a-z-]+)\"(?=[\\],\\s])(?!\\s*\\{)");

  /// One right less than the file grants.
  ///
  /// @param without what was taken away, and in which block
  public record Variant(String without, String rules) {}

  /// As it is applied when nobody changes it.
  public static PolicyFile of(String tool) {
    try {
      return new PolicyFile(tool, Files.readString(folder().resolve(tool + ".policy.hcl")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With each `#?` taken away.
  public PolicyFile whole() {
    return new PolicyFile(tool, text.replaceAll("(?m)^#\\? ?", ""));
  }

  /// With those `#?` taken away that stand before one of these rights.
  public PolicyFile with(String... rights) {
    String more = text;
    for (String right : rights) {
      more = more.replaceAll("(?m)^#\\? *(\"" + right + "\")", "$1");
    }
    return new PolicyFile(tool, more);
  }

  /// With the `#?` of this whole block taken away.
  public PolicyFile withBlock(String name) {
    Matcher block = Pattern.compile("(?ms)^#\\? " + name + " \\{.*?^#\\? \\}").matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException(
          tool + ".policy.hcl has no block " + name + " that is off");
    }
    String on = block.group().replaceAll("(?m)^#\\? ?", "");
    return new PolicyFile(tool, block.replaceFirst(Matcher.quoteReplacement(on)));
  }

  /// The rules without what is said about them.
  public String rules() {
    return text.lines()
        .map(line -> line.replaceFirst("#.*", "").stripTrailing())
        .filter(line -> !line.isBlank())
        .reduce("", (all, line) -> all + line + "\n");
  }

  /// Every way to take one right away; `write` becomes `read`, `read` nothing.
  public List<Variant> variants() {
    String rules = rules();
    List<Variant> variants = new ArrayList<>();
    Matcher grant = GRANT.matcher(rules);
    while (grant.find()) {
      String level = grant.group(1);
      String block = block(rules.substring(0, grant.start()));
      if (level == null) {
        variants.add(variant(rules, grant, block + " " + grant.group(2), ""));
      } else if (level.equals("write")) {
        variants.add(variant(rules, grant, block + " write", "policy = \"read\""));
      } else {
        variants.add(variant(rules, grant, block + " read", "policy = \"deny\""));
      }
    }
    return variants;
  }

  private static Variant variant(String rules, Matcher grant, String without, String instead) {
    String rest = rules.substring(grant.end());
    if (instead.isEmpty()) {
      rest = rest.replaceFirst("^\\s*,", "");
    }
    return new Variant(without, rules.substring(0, grant.start()) + instead + rest);
  }

  /// The last block that was opened.
  private static String block(String before) {
    String last = "";
    Matcher open = Pattern.compile("([a-z_]+(?: \"[^\"]*\")?) *\\{").matcher(before);
    while (open.find()) {
      last = open.group(1).equals("variables") ? last : open.group(1);
    }
    return last;
  }

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("deploy/acl"))) {
        return at.resolve("deploy/acl");
      }
    }
    throw new IllegalStateException("deploy/acl is not above " + Path.of("").toAbsolutePath());
  }
}
