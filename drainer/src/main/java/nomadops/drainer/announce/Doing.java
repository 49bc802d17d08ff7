package nomadops.drainer.announce;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What is being done, as words and the numbers between them. A number that falls is progress (`3
/// allocations run`), one that rises is not.
record Doing(String words, List<Long> numbers) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  Doing {
    numbers = List.copyOf(numbers);
  }

  static Doing of(String text) {
    List<Long> numbers = new ArrayList<>();
    String words =
        NUMBER
            .matcher(text)
            .replaceAll(number -> {
              numbers.add(Long.parseLong(number.group()));
              return "#";
            });
    return new Doing(words, numbers);
  }

  boolean isNewsAfter(Doing before) {
    return !words.equals(before.words)
        || numbers.size() != before.numbers.size()
        || IntStream.range(0, numbers.size()).anyMatch(i -> numbers.get(i) < before.numbers.get(i));
  }

  /// The lowest numbers of both, so that one that goes up and down is news once.
  Doing least(Doing other) {
    return new Doing(
        words,
        IntStream.range(0, numbers.size())
            .mapToObj(i -> Math.min(numbers.get(i), other.numbers.get(i)))
            .toList());
  }
}
