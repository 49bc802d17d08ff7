/// The status page for people, as data and as a tree. A process says by an [Overview] what of it
/// matters: what it does now, which [Figure]s are plotted, what holds it ([Hold]), what it decided
/// ([Decision]); never by HTML. [StatusView] makes a tree of that and of the whole `/status`
/// document, section by section, and [Markup] writes a tree as HTML for the first look and as JSON
/// for a browser that follows. Nothing here knows HTTP. Read [Overview] first.
@NullMarked
package nomadops.runtime.status;

import org.jspecify.annotations.NullMarked;
