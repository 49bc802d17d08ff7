/// The demo at a terminal: `nomad-ops demo`.
///
/// The options enter, a live view on the screen and the path of the HTML report leave. Read
/// [nomadops.demo.cli.DemoCommand] first.
@NullMarked
package nomadops.demo.cli;

import org.jspecify.annotations.NullMarked;
