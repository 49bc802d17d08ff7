/// The simulator at a terminal: `simulator run`. Flags enter, a running cluster and its address
/// leave, with a status line while it runs. Read [nomadops.simulator.cli.RunCommand].
@NullMarked
package nomadops.simulator.cli;

import org.jspecify.annotations.NullMarked;
