package org.pillarbox.rules.facts;

/**
 * One mailbox of a From, Sender or Reply-To field (RFC 5322 section 3.6.2).
 *
 * @param displayName decoded; empty if there is none
 * @param party its address
 */
public record Author(String displayName, Party party) {}
