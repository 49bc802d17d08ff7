/// Rows in, Nomad's JSON out: every field that a real 2.0.5 server writes, with the same names and
/// types, from templates beside this package. [nomadops.simulator.json.JobSpecs] goes the other
/// way: a submitted job in, the complete specification out. Read [nomadops.simulator.json.JobJson]
/// first.
@NullMarked
package nomadops.simulator.json;

import org.jspecify.annotations.NullMarked;
