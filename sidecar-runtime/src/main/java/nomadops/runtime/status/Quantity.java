package nomadops.runtime.status;

import java.util.Locale;

/// A figure in words that fit a card.
final class Quantity {
  private static final String[] BINARY = {"B", "kB", "MB", "GB", "TB"};

  private Quantity() {}

  /// @param unit as [Figure#unit()]
  static String text(double value, String unit) {
    if (Double.isNaN(value)) {
      return "\u2013";
    }
    return switch (unit) {
      case "" -> number(value);
      case "B" -> bytes(value);
      case "s" -> seconds(value);
      case "/s" -> number(value) + "/s";
      default -> number(value) + " " + unit;
    };
  }

  /// The first without its unit, when the second has the same: `0 to 5.2 MB`, not `0 B to 5.2 MB`.
  static String bare(String first, String second) {
    int number = first.length();
    while (number > 0 && !Character.isDigit(first.charAt(number - 1))) {
      number--;
    }
    String unit = first.substring(number);
    return second.endsWith(unit) || first.substring(0, number).equals("0")
        ? first.substring(0, number)
        : first;
  }

  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1e7) {
      return String.format(Locale.ROOT, "%.1f M", value / 1e6);
    }
    if (value == Math.rint(value) || size >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String bytes(double value) {
    double left = value;
    int unit = 0;
    while (Math.abs(left) >= 1000 && unit < BINARY.length - 1) {
      left /= 1000;
      unit++;
    }
    return number(unit == 0 ? left : Math.rint(left * 10) / 10) + " " + BINARY[unit];
  }

  private static String seconds(double value) {
    if (value >= 172_800) {
      return number(Math.rint(value / 8640) / 10) + " days";
    }
    if (value >= 7200) {
      return number(Math.rint(value / 360) / 10) + " h";
    }
    if (value >= 120) {
      return number(Math.rint(value / 6) / 10) + " min";
    }
    return value > 0 && value < 1 ? Math.round(value * 1e3) + " ms" : number(value) + " s";
  }
}
