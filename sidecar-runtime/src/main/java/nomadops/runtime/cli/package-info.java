/// Words on screen. Arguments and environment enter by [Program]; a [Leaf] couples a command with
/// its catalogue of settings, so that long options are exactly the keys of the YAML file; what
/// leaves is text ([Table], [ProgressBar]) and an exit code. Only packages called `cli` know
/// picocli or stdout. Read [Leaf] first.
@NullMarked
package nomadops.runtime.cli;

import org.jspecify.annotations.NullMarked;
