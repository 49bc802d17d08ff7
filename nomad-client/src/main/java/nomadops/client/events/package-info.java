/// Nomad's event stream. Enters: lines of `/v1/event/stream`. Decided here: what an event is (by
/// its topic, by hand), whether something may have been missed (a [StreamGap] says so), and when to
/// connect again. Leaves: [StreamItem]s through a bounded queue. Read [Events] first, then
/// [StreamItem].
@NullMarked
package nomadops.client.events;

import org.jspecify.annotations.NullMarked;
