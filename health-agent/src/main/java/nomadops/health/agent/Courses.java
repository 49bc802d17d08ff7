package nomadops.health.agent;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.health.check.Course;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Hysteresis;
import nomadops.health.check.Terms;

/// The course of every check of this client. For many threads.
public final class Courses {
  private final Terms terms;
  private final Hysteresis hysteresis;
  private final Listener listener;
  private final Map<String, Course> courses = new TreeMap<>();

  /// The last finding of FAIL of each check that had one.
  private final Map<String, Finding> failures = new HashMap<>();

  /// What is believed of a check, and what made it so.
  ///
  /// @param because the last finding; while the verdict is FAIL, the last one of FAIL: a check that
  ///   recovers is FAIL for minutes after its last failure, and still for what failed then
  public record Belief(Course course, Finding because) {}

  /// Hears of every look.
  public interface Listener {
    /// A look has ended.
    ///
    /// @param before what was believed until then
    /// @param nanos that it took
    void looked(String check, Health before, Course after, long nanos);
  }

  /// @param checks their names
  /// @param now a ticker's nanoseconds
  public Courses(List<String> checks, Terms terms, long now, Listener listener) {
    this.terms = terms;
    this.hysteresis = new Hysteresis(terms);
    this.listener = listener;
    follow(checks, now);
  }

  /// Other checks: those whose name stays go on as they are, others end or begin.
  ///
  /// @param now a ticker's nanoseconds
  public synchronized void follow(Collection<String> checks, long now) {
    courses.keySet().retainAll(checks);
    failures.keySet().retainAll(checks);
    checks.forEach(check -> courses.computeIfAbsent(check, _ -> Course.begin(terms, now)));
  }

  /// What a look found; nothing when the check is gone meanwhile.
  synchronized void found(String check, Finding finding, long began, long ended) {
    Course before = courses.get(check);
    if (before == null) {
      return;
    }
    Course after = hysteresis.step(before, finding, began, ended);
    courses.put(check, after);
    if (finding.health() == Health.FAIL) {
      failures.put(check, finding);
    }
    listener.looked(check, before.verdict(), after, ended - began);
  }

  /// Of one check.
  ///
  /// @throws IllegalArgumentException when there is none of that name
  public synchronized Course of(String check) {
    Course course = courses.get(check);
    if (course == null) {
      throw new IllegalArgumentException("no check is called " + check);
    }
    return course;
  }

  /// What is believed of each check, by its name.
  public synchronized Map<String, Belief> beliefs() {
    Map<String, Belief> all = new TreeMap<>();
    courses.forEach((check, course) -> {
      Finding last = course.last();
      Finding because = course.verdict() == Health.FAIL ? failures.getOrDefault(check, last) : last;
      all.put(check, new Belief(course, because));
    });
    return Collections.unmodifiableMap(all);
  }

  /// All, by their check's name.
  public synchronized Map<String, Course> all() {
    return Collections.unmodifiableMap(new TreeMap<>(courses));
  }
}
