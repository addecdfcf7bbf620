package org.pillarbox.actions;

import java.util.Optional;
import org.apache.james.core.MailAddress;

/**
 * Why one recipient's copy was not delivered (yet), as a DSN tells it.
 *
 * @param recipient whose copy
 * @param status enhanced status code, RFC 3463 (such as 5.1.1)
 * @param reply the other side's reply in full, or our own words
 * @param server the server that said it; empty when it was us
 */
public record RecipientReport(
    MailAddress recipient, String status, String reply, Optional<String> server) {}
