/// Whether a tool could do its work here, before it begins. Enters: what Nomad, a file or AWS
/// answered to questions without an effect ([nomadops.runtime.preflight.NomadFacts]). Decided: what
/// is there, what is missing, what is doubtful and what nobody tells, each with its remedy. Leaves:
/// a table or JSON, and an exit code. Read [nomadops.runtime.preflight.Finding] first.
@NullMarked
package nomadops.runtime.preflight;

import org.jspecify.annotations.NullMarked;
