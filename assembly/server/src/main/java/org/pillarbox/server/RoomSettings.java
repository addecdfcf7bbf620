package org.pillarbox.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.james.core.Username;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.protection.Network;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.imap.ImapBounds;
import org.pillarbox.protection.login.GuessingBounds;
import org.pillarbox.protection.login.LoginBounds;
import org.pillarbox.protection.message.MessageBounds;
import org.pillarbox.protection.relay.RelayNetwork;
import org.pillarbox.protection.smtp.SmtpBounds;
import org.pillarbox.queue.QueueConfiguration;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.search.SearchConfiguration;
import org.pillarbox.server.configuration.LimitsConfiguration;
import org.pillarbox.server.configuration.LoginLimits;
import org.pillarbox.server.configuration.PillarboxConfiguration;
import org.pillarbox.storage.StorageConfiguration;
import org.pillarbox.webadmin.door.DoorCertificate;
import org.pillarbox.webadmin.door.DoorConfiguration;
import org.pillarbox.webadmin.door.DoorLimits;
import org.pillarbox.webadmin.health.HealthConfiguration;

/** What {@code pillarbox.yaml} means for each room. */
final class RoomSettings {
  private final PillarboxConfiguration configuration;
  private final DataDirectory data;

  RoomSettings(PillarboxConfiguration configuration, DataDirectory data) {
    this.configuration = configuration;
    this.data = data;
  }

  StorageConfiguration storage(CassandraEngine.Endpoint cassandra) {
    StorageConfiguration embedded =
        StorageConfiguration.singleNode(
            cassandra.host() + ":" + cassandra.port(), cassandra.user(), cassandra.password());
    return embedded.withPasswordRounds(configuration.limits().login().passwordRounds());
  }

  SearchConfiguration search(URI openSearch) {
    return SearchConfiguration.defaults(openSearch.toString());
  }

  QueueConfiguration queue() {
    QueueConfiguration defaults = QueueConfiguration.defaults(data.queue());
    return defaults.withReservedBytes(configuration.limits().freeDisk().bytes());
  }

  ProtectionConfiguration protection() {
    LimitsConfiguration limits = configuration.limits();
    List<RelayNetwork> relay =
        configuration.relay().networks().stream()
            .map(network -> new RelayNetwork(network.network(), network.from()))
            .toList();
    return new ProtectionConfiguration(
        data.root(),
        limits.freeDisk().bytes(),
        new SmtpBounds(
            limits.message().recipients(),
            limits.sessions().smtpErrors(),
            limits.sessions().smtpJunkCommands(),
            limits.login().failures(),
            limits.message().receivedHeaders()),
        new MessageBounds(
            limits.message().mimeDepth(),
            limits.message().mimeParts(),
            bytes(limits.message().headerSize().bytes()),
            limits.message().headerLines(),
            limits.message().addressList()),
        new ImapBounds(
            bytes(limits.login().imapCommandSize().bytes()),
            limits.login().imapLiterals(),
            bytes(limits.login().imapCommandSize().bytes()),
            limits.login().imapDepth(),
            limits.sessions().imapLogin()),
        login(limits.login()),
        relay);
  }

  private static LoginBounds login(LoginLimits limits) {
    LoginBounds defaults = LoginBounds.defaults();
    return new LoginBounds(
        defaults.checksAtOnce(),
        limits.passwordMemory(),
        defaults.remembered(),
        defaults.patience(),
        limits.failures(),
        limits.passwordRounds(),
        guessing(limits));
  }

  private static GuessingBounds guessing(LoginLimits limits) {
    GuessingBounds defaults = GuessingBounds.defaults();
    return new GuessingBounds(
        defaults.first(),
        limits.longestWait(),
        defaults.networkFailures(),
        defaults.forgetAfter(),
        defaults.waiting(),
        defaults.remembered(),
        limits.notSlowed().stream().map(Network::parse).toList());
  }

  DoorConfiguration door(Certificates.Pem certificate) {
    return new DoorConfiguration(
        configuration.ports().address(),
        configuration.port("https"),
        configuration.protocols().jmap(),
        DoorCertificate.pem(certificate.chain(), certificate.key()),
        DoorLimits.defaults().withJmapBodyBytes(configuration.limits().message().size().bytes()));
  }

  RulebookConfiguration rulebook() {
    return RulebookConfiguration.defaults(data.rules()).switched(configuration.rules());
  }

  HealthConfiguration health() {
    return HealthConfiguration.of(data.root());
  }

  Username postmaster() {
    return Username.of(configuration.firstAccount());
  }

  Path secrets() {
    return data.secrets();
  }

  private static int bytes(long size) {
    return Math.toIntExact(size);
  }
}
