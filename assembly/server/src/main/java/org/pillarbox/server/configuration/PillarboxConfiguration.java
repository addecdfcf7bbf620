package org.pillarbox.server.configuration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that an admin sets.
 *
 * @param hostname the name that the appliance gives itself
 * @param domains domains whose mail is kept here, the admin's among them
 * @param admin address of the first account, which gets mail for postmaster
 * @param ports where it listens
 * @param protocols which doors are open
 * @param tls the certificate
 * @param relay who may send without logging in
 * @param smarthost the server that takes all mail that leaves
 * @param queue how long outgoing mail is tried
 * @param rules whether the rule set is asked
 * @param limits bounds on what comes in
 * @param engines the processes behind the appliance
 * @param memory of its own process
 * @param log what is written
 */
public record PillarboxConfiguration(
    @Meaning(
            "The name that the appliance gives itself. Without it: the machine's name if that has"
                + " a dot, else mail. and the first domain.")
        Optional<String> hostname,
    @Meaning(
            "Domains whose mail is kept here. Without one the appliance runs as pillarbox.test and"
                + " sends nothing outside.")
        List<String> domains,
    @Meaning(
            "Address of the first account; its domain is added to the domains, and it gets the mail"
                + " for postmaster, abuse, hostmaster and webmaster.")
        Optional<String> admin,
    PortsConfiguration ports,
    ProtocolsConfiguration protocols,
    TlsConfiguration tls,
    RelayConfiguration relay,
    SmarthostConfiguration smarthost,
    RetryConfiguration queue,
    @Meaning(
            "Whether the rule set is asked. Off is the way out when rules refuse what they should not"
                + " and nothing else helps; as a rule use the command \"rules off\".")
        boolean rules,
    LimitsConfiguration limits,
    EnginesConfiguration engines,
    MemoryConfiguration memory,
    LogConfiguration log) {
  /** The domain of an appliance that has not been given one; RFC 6761 keeps it from the world. */
  public static final String NO_DOMAIN = "pillarbox.test";

  /** What a checkout runs with. */
  public static PillarboxConfiguration defaults() {
    return defaults(PortsConfiguration.defaults());
  }

  /** What a distribution runs with: the standard ports unless told otherwise. */
  public static PillarboxConfiguration defaults(PortsConfiguration ports) {
    return new PillarboxConfiguration(
        Optional.empty(),
        List.of(),
        Optional.empty(),
        ports,
        ProtocolsConfiguration.defaults(),
        TlsConfiguration.defaults(),
        RelayConfiguration.defaults(),
        SmarthostConfiguration.defaults(),
        RetryConfiguration.defaults(),
        true,
        LimitsConfiguration.defaults(),
        EnginesConfiguration.defaults(),
        MemoryConfiguration.defaults(),
        LogConfiguration.defaults());
  }

  /** Brings names into one form and adds the admin's domain. */
  public PillarboxConfiguration {
    hostname = hostname.map(name -> Checks.domain("hostname", name));
    admin = admin.map(address -> Checks.address("admin", address));
    Set<String> all = new LinkedHashSet<>();
    domains.forEach(domain -> all.add(Checks.domain("domains", domain)));
    admin.ifPresent(address -> all.add(domainOf(address)));
    domains = List.copyOf(all);
  }

  /** Whether the appliance has a domain of its own, and may therefore send to the world. */
  public boolean named() {
    return domains.stream().anyMatch(domain -> !domain.equals(NO_DOMAIN));
  }

  /** The first domain, or the one that stands in for it. */
  public String mainDomain() {
    return domains.isEmpty() ? NO_DOMAIN : domains.get(0);
  }

  /** Every domain, at least one. */
  public List<String> allDomains() {
    return domains.isEmpty() ? List.of(NO_DOMAIN) : domains;
  }

  /** The first account: the admin, or {@code admin@} the first domain. */
  public String firstAccount() {
    return admin.orElse("admin@" + mainDomain());
  }

  /**
   * The name that the appliance gives itself.
   *
   * @param machine what the machine calls itself
   */
  public String hostname(String machine) {
    return hostname.orElseGet(
        () -> machine.contains(".") && named() ? machine : "mail." + mainDomain());
  }

  /** The same configuration on other ports; tests take free ones. */
  public PillarboxConfiguration withPorts(PortsConfiguration other) {
    return new PillarboxConfiguration(
        hostname, domains, admin, other, protocols, tls, relay, smarthost, queue, rules, limits,
        engines, memory, log);
  }

  /** The same configuration with every protocol on; names the ports of those that are off. */
  public PillarboxConfiguration withEveryProtocol() {
    return new PillarboxConfiguration(
        hostname,
        domains,
        admin,
        ports,
        ProtocolsConfiguration.defaults(),
        tls,
        relay,
        smarthost,
        queue,
        rules,
        limits,
        engines,
        memory,
        log);
  }

  /** Every port that it will listen on. */
  public List<Listener> listeners() {
    List<Listener> open = new ArrayList<>();
    String any = ports.address();
    add(open, protocols.smtp(), "SMTP", "smtp", any, ports.smtp());
    add(open, protocols.submission(), "Submission", "submission", any, ports.submission());
    add(open, protocols.submissions(), "Submission TLS", "submissions", any, ports.submissions());
    add(open, protocols.imap(), "IMAP", "imap", any, ports.imap());
    add(open, protocols.imaps(), "IMAP TLS", "imaps", any, ports.imaps());
    add(open, protocols.pop3(), "POP3", "pop3", any, ports.pop3());
    add(open, protocols.pop3s(), "POP3 TLS", "pop3s", any, ports.pop3s());
    add(open, protocols.lmtp(), "LMTP", "lmtp", "127.0.0.1", ports.lmtp());
    add(open, protocols.managesieve(), "ManageSieve", "managesieve", any, ports.managesieve());
    add(open, true, "HTTPS", "https", any, ports.https());
    return List.copyOf(open);
  }

  /** Ports of the engines, on loopback; they move with {@code ports.offset} only. */
  public List<Listener> engineListeners() {
    return Stream.of(EnginePort.values())
        .map(
            port ->
                new Listener(
                    port.title(), "ports.offset", "127.0.0.1", port.number() + ports.offset()))
        .toList();
  }

  /**
   * The port of a protocol, offset added.
   *
   * @param name as in {@code ports:}, such as {@code imaps}
   * @throws IllegalArgumentException if that protocol is off
   */
  public int port(String name) {
    return listeners().stream()
        .filter(listener -> listener.key().equals("ports." + name))
        .mapToInt(Listener::port)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("protocols." + name + " is off"));
  }

  private void add(
      List<Listener> open, boolean on, String protocol, String key, String address, int port) {
    if (on) {
      open.add(new Listener(protocol, "ports." + key, address, port + ports.offset()));
    }
  }

  private static String domainOf(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
