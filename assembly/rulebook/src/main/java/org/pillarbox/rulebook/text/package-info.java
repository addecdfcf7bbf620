/**
 * Rule sets and lists as people write them: JSON and YAML, bounded, and what is wrong with them.
 */
package org.pillarbox.rulebook.text;
