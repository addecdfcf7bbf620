package org.pillarbox.rules.facts;

/**
 * One header field, decoded (RFC 2047) and unfolded.
 *
 * @param name as written; compared without case
 * @param value text after the colon, without surrounding space
 */
public record Header(String name, String value) {}
