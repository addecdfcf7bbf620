package org.pillarbox.protection.admission;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;

/**
 * Who brings a message, as known before its content.
 *
 * @param entrance the way in
 * @param client the address of the other end, where the entrance knows it
 * @param helo the name it gave itself, if it did
 * @param tls whether the connection is encrypted
 * @param login who logged in, if anybody
 * @param sender envelope sender (RFC 5321 section 4.1.1.2)
 * @param at when the message began to arrive; the same each time the message is asked about
 */
public record Arrival(
    Entrance entrance,
    Optional<InetAddress> client,
    Optional<String> helo,
    boolean tls,
    Optional<Username> login,
    MaybeSender sender,
    Instant at) {}
