package org.pillarbox.webadmin;

import java.time.Instant;

/**
 * What a verified token says (RFC 7519 section 4.1).
 *
 * @param subject who asked for it, for the log; at most 128 printable characters
 * @param scope what it opens
 * @param issuedAt when it was made, to the second
 * @param expiresAt the second from which on it is worth nothing
 * @param id unique, for the log
 */
public record TokenClaims(
    String subject, TokenScope scope, Instant issuedAt, Instant expiresAt, String id) {}
