/// Whether the Docker daemon of this client answers what Nomad's driver will ask of it, over its
/// unix socket. Questions go in, a finding that names the call that hung comes out; nothing here
/// waits longer than it was told. Read [nomadops.health.docker.DockerCheck] first, then
/// [nomadops.health.docker.DockerCanary].
@NullMarked
package nomadops.health.docker;

import org.jspecify.annotations.NullMarked;
