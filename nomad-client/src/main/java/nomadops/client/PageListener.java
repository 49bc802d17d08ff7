package nomadops.client;

/// Takes the items of a paged list one by one, as they are parsed. A listener that blocks slows the
/// reading down (the server waits), so that a list of any length fits into constant memory.
@FunctionalInterface
public interface PageListener<T> {

  /// One item.
  ///
  /// @param page the metadata of the page that the item came with; its index is the list's age
  void item(T item, ResponseMeta page) throws InterruptedException;

  /// Called once after the last item of each page. `page.nextToken()` is empty after the last page.
  default void endOfPage(ResponseMeta page) throws InterruptedException {}
}
