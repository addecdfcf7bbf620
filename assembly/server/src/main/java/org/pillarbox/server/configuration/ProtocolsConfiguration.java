package org.pillarbox.server.configuration;

/**
 * Which doors are open. HTTPS can't be closed, because the command comes in through it.
 *
 * @param smtp port 25
 * @param submission port 587
 * @param submissions port 465
 * @param imap port 143
 * @param imaps port 993
 * @param pop3 port 110
 * @param pop3s port 995
 * @param lmtp port 24, loopback
 * @param managesieve port 4190
 * @param jmap on the HTTPS port
 */
public record ProtocolsConfiguration(
    @Meaning("Receive from other servers.") boolean smtp,
    @Meaning("Take mail from users on the submission port.") boolean submission,
    @Meaning("Take mail from users on the port with TLS from the start.") boolean submissions,
    @Meaning("IMAP with STARTTLS.") boolean imap,
    @Meaning("IMAP with TLS from the start.") boolean imaps,
    @Meaning("POP3 with STLS.") boolean pop3,
    @Meaning("POP3 with TLS from the start.") boolean pop3s,
    @Meaning("LMTP on loopback.") boolean lmtp,
    @Meaning("ManageSieve.") boolean managesieve,
    @Meaning("JMAP on the HTTPS port.") boolean jmap) {
  /** All of them. */
  public static ProtocolsConfiguration defaults() {
    return new ProtocolsConfiguration(true, true, true, true, true, true, true, true, true, true);
  }
}
