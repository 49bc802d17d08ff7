package nomadops.runtime.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Go's duration syntax plus `d` for 24 hours.
record DurationParser(Duration least, Duration most) implements ValueParser<Duration> {
  private static final Pattern WHOLE =
      Pattern.compile("(\\d{1,12}(\\.\\d{1,9})?(ns|us|µs|ms|s|m|h|d))+");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d)");
  private static final String RIGHT = "write e.g. 30s, 4h or 1d12h";
  private static final Map<String, Long> NANOS = units();

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("d", 86_400_000_000_000L);
    units.put("h", 3_600_000_000_000L);
    units.put("m", 60_000_000_000L);
    units.put("s", 1_000_000_000L);
    units.put("ms", 1_000_000L);
    units.put("us", 1_000L);
    units.put("µs", 1_000L);
    units.put("ns", 1L);
    return units;
  }

  @Override
  public Duration parse(Node node) throws BadValue {
    return new ScalarParser<>(kind(), RIGHT, this::read).parse(node);
  }

  private Duration read(String text) {
    if (text.startsWith("-")) {
      throw new Unfit("is negative", RIGHT);
    }
    if (text.matches("\\d+(\\.\\d+)?") && !text.equals("0")) {
      throw new Unfit("has no unit", "write " + text + "s, " + text + "m or " + text + "h");
    }
    if (!text.equals("0") && !WHOLE.matcher(text).matches()) {
      throw new Unfit("is not a duration", RIGHT);
    }
    Duration value = sum(text);
    if (value.compareTo(least) < 0) {
      throw new Unfit("is too short", "at least " + show(least));
    }
    if (value.compareTo(most) > 0) {
      throw new Unfit("is too long", "at most " + show(most));
    }
    return value;
  }

  private static Duration sum(String text) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    BigDecimal second = BigDecimal.valueOf(1_000_000_000L);
    BigDecimal[] split = nanos.divideAndRemainder(second);
    return Duration.ofSeconds(split[0].longValue(), split[1].longValue());
  }

  @Override
  public String kind() {
    return "duration";
  }

  @Override
  public String show(Duration value) {
    return Durations.text(value);
  }
}
