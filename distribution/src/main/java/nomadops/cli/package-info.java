/// The one command, `nomad-ops`: its first word names the tool.
///
/// Arguments and environment enter, an exit code leaves. Read [nomadops.cli.NomadOps] first.
@NullMarked
package nomadops.cli;

import org.jspecify.annotations.NullMarked;
