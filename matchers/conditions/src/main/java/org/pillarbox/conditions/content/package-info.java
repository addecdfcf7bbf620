/**
 * What a message holds: one bounded pass over its bytes that yields header fields, text, files and
 * what could not be looked into. Knows mime4j's tokens, and of the rules only the names of traits.
 */
package org.pillarbox.conditions.content;
