/// The filter language of Nomad's lists (a subset of go-bexpr): text in, a condition on rows out,
/// or the error that the server answers. Read [nomadops.simulator.filter.Filter] first.
@NullMarked
package nomadops.simulator.filter;

import org.jspecify.annotations.NullMarked;
