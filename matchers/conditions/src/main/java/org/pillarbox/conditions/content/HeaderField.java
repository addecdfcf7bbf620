package org.pillarbox.conditions.content;

/**
 * One field of the message's own header.
 *
 * @param name as written
 * @param raw the unfolded text behind the colon, encoded words as they are
 * @param value the same, decoded (RFC 2047)
 */
public record HeaderField(String name, String raw, String value) {}
