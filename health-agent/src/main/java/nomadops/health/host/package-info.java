/// What the machine under a client has left: space, tables of the kernel, and the right time. Read
/// [nomadops.health.host.Machine] first.
@NullMarked
package nomadops.health.host;

import org.jspecify.annotations.NullMarked;
