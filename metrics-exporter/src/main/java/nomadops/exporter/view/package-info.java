/// The cluster as it is known now: from the event stream, and from lists where the stream may have
/// been silent. What enters are Nomad's lists and events; what leaves are readings. Read
/// [nomadops.exporter.view.ClusterView] first.
@NullMarked
package nomadops.exporter.view;

import org.jspecify.annotations.NullMarked;
