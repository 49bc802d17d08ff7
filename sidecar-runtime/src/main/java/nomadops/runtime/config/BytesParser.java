package nomadops.runtime.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Byte sizes: `KB`, `MB`, `GB`, `TB` are powers of 1000, `KiB`... (and `K`, `M`, `G`, `T`) powers
/// of 1024.
record BytesParser() implements ValueParser<Long> {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([a-z]*)", Pattern.CASE_INSENSITIVE);
  private static final String RIGHT = "write e.g. 64MiB, 10MB or 1024";
  private static final Map<String, Long> UNITS = units();

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("TiB", 1L << 40);
    units.put("GiB", 1L << 30);
    units.put("MiB", 1L << 20);
    units.put("KiB", 1L << 10);
    return units;
  }

  @Override
  public Long parse(Node node) throws BadValue {
    return new ScalarParser<>(kind(), RIGHT, BytesParser::read).parse(node);
  }

  private static Long read(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new Unfit("is not a size", RIGHT);
    }
    long unit = unit(matcher.group(2).toLowerCase(Locale.ROOT));
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new Unfit("is too large", RIGHT);
    }
    return bytes.longValue();
  }

  private static long unit(String unit) {
    return switch (unit) {
      case "", "b" -> 1;
      case "k", "ki", "kib" -> 1L << 10;
      case "m", "mi", "mib" -> 1L << 20;
      case "g", "gi", "gib" -> 1L << 30;
      case "t", "ti", "tib" -> 1L << 40;
      case "kb" -> 1_000;
      case "mb" -> 1_000_000;
      case "gb" -> 1_000_000_000;
      case "tb" -> 1_000_000_000_000L;
      default -> throw new Unfit("has the unknown unit \"" + unit + "\"", RIGHT);
    };
  }

  @Override
  public String kind() {
    return "size";
  }

  @Override
  public String show(Long value) {
    return UNITS.entrySet().stream()
        .filter(unit -> value > 0 && value % unit.getValue() == 0)
        .findFirst()
        .map(unit -> value / unit.getValue() + unit.getKey())
        .orElse(value.toString());
  }
}
