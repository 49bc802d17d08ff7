/// The window into a running process, for Prometheus, Kubernetes and people: `/metrics`, `/livez`,
/// `/readyz`, `/status` and a status page. Requests enter by [AdminServer]; [AdminPages] answers
/// them purely from what the process registered ([Health], metrics, a status supplier). It changes
/// nothing but by a [Deed]. Read [AdminPages] first.
@NullMarked
package nomadops.runtime.admin;

import org.jspecify.annotations.NullMarked;
