package nomadops.runtime.config;

import java.util.List;

/// One constant of an enumeration, in lower case with dashes.
record EnumParser<E extends Enum<E>>(List<E> constants) implements ValueParser<E> {

  @Override
  public E parse(Node node) throws BadValue {
    return new ScalarParser<>(kind(), "write one of " + String.join(", ", words()), this::read)
        .parse(node);
  }

  private E read(String text) {
    for (E constant : constants) {
      if (Parsers.word(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    String list = "write one of " + String.join(", ", words());
    String hint =
        Nearest.to(text, words())
            .map(near -> "did you mean \"" + near + "\"? " + list)
            .orElse(list);
    throw new Unfit("is not known", hint);
  }

  private List<String> words() {
    return constants.stream().map(Parsers::word).toList();
  }

  @Override
  public String kind() {
    return String.join("|", words());
  }

  @Override
  public String show(E value) {
    return Parsers.word(value);
  }
}
