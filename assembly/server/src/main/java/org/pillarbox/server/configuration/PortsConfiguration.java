package org.pillarbox.server.configuration;

/**
 * Where the appliance listens. Every port is the number here plus the offset.
 *
 * @param address address to listen on, for every protocol but LMTP
 * @param offset added to every port
 * @param smtp other servers (RFC 5321)
 * @param submission users, STARTTLS (RFC 6409)
 * @param submissions users, TLS from the start (RFC 8314)
 * @param imap STARTTLS (RFC 9051)
 * @param imaps TLS from the start
 * @param pop3 STLS (RFC 1939, RFC 2595)
 * @param pop3s TLS from the start
 * @param lmtp delivery from programs on this machine (RFC 2033), on loopback only
 * @param managesieve Sieve scripts (RFC 5804)
 * @param https administration, health, metrics and JMAP
 */
public record PortsConfiguration(
    @Meaning("Address to listen on for every protocol but LMTP, which is on loopback only.")
        String address,
    @Meaning(
            "Added to every port. On a checkout it is 10000, so that 25 becomes 10025 and nothing"
                + " needs privilege.")
        int offset,
    @Meaning("SMTP, for other servers.") int smtp,
    @Meaning("Submission with STARTTLS, for users.") int submission,
    @Meaning("Submission with TLS from the start, for users.") int submissions,
    @Meaning("IMAP with STARTTLS.") int imap,
    @Meaning("IMAP with TLS from the start.") int imaps,
    @Meaning("POP3 with STLS.") int pop3,
    @Meaning("POP3 with TLS from the start.") int pop3s,
    @Meaning("LMTP, for programs on this machine.") int lmtp,
    @Meaning("ManageSieve with STARTTLS.") int managesieve,
    @Meaning("HTTPS: administration, health, metrics and JMAP.") int https) {
  private static final int HIGHEST = 65_535;

  /** The standard ports, 10,000 higher: what a checkout uses. */
  public static PortsConfiguration defaults() {
    return defaults(10_000);
  }

  /** The standard ports plus an offset. */
  public static PortsConfiguration defaults(int offset) {
    return new PortsConfiguration(
        "0.0.0.0", offset, 25, 587, 465, 143, 993, 110, 995, 24, 4190, 443);
  }

  /** Refuses ports that don't exist. */
  public PortsConfiguration {
    Checks.between("offset", offset, 0, 55_000);
    int most = HIGHEST - offset;
    Checks.between("smtp", smtp, 1, most);
    Checks.between("submission", submission, 1, most);
    Checks.between("submissions", submissions, 1, most);
    Checks.between("imap", imap, 1, most);
    Checks.between("imaps", imaps, 1, most);
    Checks.between("pop3", pop3, 1, most);
    Checks.between("pop3s", pop3s, 1, most);
    Checks.between("lmtp", lmtp, 1, most);
    Checks.between("managesieve", managesieve, 1, most);
    Checks.between("https", https, 1, most);
    if (address.isBlank() || !address.matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException(
          "address \"" + address + "\" is not an IP address; 0.0.0.0 is every one of this machine");
    }
  }
}
