/// Versions as constraints compare them. Enters: a version and conditions on it, both as text.
/// Decided: whether they are met, by the rules of HashiCorp's go-version or of semver. Leaves: yes
/// or no; what cannot be read is a no, as in Nomad. Read
/// [nomadops.autoscaler.shape.version.VersionRange] first.
@NullMarked
package nomadops.autoscaler.shape.version;

import org.jspecify.annotations.NullMarked;
