/**
 * The rule set in its life: read and written, kept as versions, held live, asked on every way in,
 * explained and tried. What a rule means is decided in {@code org.pillarbox.rules} only.
 */
package org.pillarbox.rulebook;
