package nomadops.simulator.http;

import nomadops.simulator.state.CreateKey;

/// Page tokens of the form `index.id`.
final class Tokens {
  private Tokens() {}

  static int compare(CreateKey key, String token) {
    int dot = token.indexOf('.');
    try {
      long index = Long.parseLong(dot < 0 ? token : token.substring(0, dot));
      return key.compareTo(new CreateKey(index, dot < 0 ? "" : token.substring(dot + 1)));
    } catch (NumberFormatException e) {
      return key.toString().compareTo(token);
    }
  }
}
