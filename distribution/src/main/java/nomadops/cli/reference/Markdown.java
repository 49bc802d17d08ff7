package nomadops.cli.reference;

/// Text of ours as Markdown that a table can hold.
final class Markdown {
  private Markdown() {}

  static String text(String plain) {
    return plain.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
  }

  static String code(String plain) {
    return "`" + plain.replace("|", "\\|") + "`";
  }
}
