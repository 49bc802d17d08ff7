package nomadops.runtime.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.client.time.Ticker;
import nomadops.runtime.status.Markup;
import nomadops.runtime.status.PageText;
import nomadops.runtime.status.Samples;
import nomadops.runtime.status.Snapshot;
import nomadops.runtime.status.StatusView;
import org.jspecify.annotations.Nullable;

/// The page for people and what follows it. Frames are made when somebody asks, and at most one a
/// second for all who do; only the samples of the plots are taken while nobody looks.
final class LivePage {
  /// Frames are no closer to each other.
  static final Duration BETWEEN = Duration.ofSeconds(1);

  private final AdminPages pages;
  private final InstantSource wall;
  private final Ticker ticker;
  private final StatusView view;
  private final Samples samples;
  private @Nullable Frame last;

  LivePage(AdminPages pages, InstantSource wall, Ticker ticker) {
    this.pages = pages;
    this.wall = wall;
    this.ticker = ticker;
    this.view = new StatusView(pages.process(), pages.version(), pages.overview());
    this.samples = new Samples(pages.overview().figures(), ticker);
  }

  /// Every section at one moment.
  ///
  /// @param sections by their ids: JSON, the same string as before while nothing has changed
  record Frame(long nanos, Instant at, String said, Map<String, String> sections) {}

  Samples samples() {
    return samples;
  }

  Page html() {
    Snapshot now = pages.snapshot();
    return Page.html(
        PageText.html(
            pages.process(),
            view.sections(now, samples),
            view.said(now),
            pages.links(),
            wall.instant()));
  }

  /// Everything, for a page whose stream was refused.
  Page json() {
    Frame frame = frame();
    return Page.json(200, FrameText.of(frame, frame.sections()));
  }

  synchronized Frame frame() {
    Frame before = last;
    long now = ticker.nanos();
    if (before != null && now - before.nanos() < BETWEEN.toNanos()) {
      return before;
    }
    Snapshot snapshot = pages.snapshot();
    Map<String, String> sections = new LinkedHashMap<>();
    for (Map.Entry<String, Markup> section : view.sections(snapshot, samples).entrySet()) {
      sections.put(section.getKey(), section.getValue().json());
    }
    Frame made = new Frame(now, wall.instant(), view.said(snapshot), sections);
    last = made;
    return made;
  }
}
