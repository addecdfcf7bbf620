package org.pillarbox.rules.facts;

/**
 * Result of one DKIM signature (RFC 6376).
 *
 * @param domain the signing domain (d=), lower case
 * @param result whether it verified
 */
public record DkimResult(String domain, AuthResult result) {}
