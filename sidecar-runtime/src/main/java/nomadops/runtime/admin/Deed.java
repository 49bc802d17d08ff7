package nomadops.runtime.admin;

/// What a POST to one of the [AdminPages] does. Never a GET, which is what scrapers, crawlers and
/// links send; and never for a peer that is not on loopback, or for a browser: the admin pages know
/// no password.
@FunctionalInterface
public interface Deed {
  /// Does it and says how it went: anything that Jackson can write, or a [Told]. It may take its
  /// time, up to 30 s, when the connection is cut.
  Object perform() throws InterruptedException;
}
