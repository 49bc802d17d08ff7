/// Tests of the event stream: whole, cut at every kind of boundary, silent, forbidden, too fast.
/// Read [ScriptedWire] first.
@NullMarked
package nomadops.client.events;

import org.jspecify.annotations.NullMarked;
