/// What there is to be told of a cluster: every family of series, declared once. The page is made
/// from these declarations, the reference is rendered from them, and rules and dashboards are
/// checked against them. Read [nomadops.exporter.family.Families] first.
@NullMarked
package nomadops.exporter.family;

import org.jspecify.annotations.NullMarked;
