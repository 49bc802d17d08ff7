package nomadops.runtime.admin;

import org.jspecify.annotations.Nullable;

/// One request to the admin pages.
///
/// @param query the part of the address after the question mark
/// @param accept the Accept header; empty for none
/// @param near whether it came from this host, and from no web page
record Asked(String method, String path, @Nullable String query, String accept, boolean near) {}
