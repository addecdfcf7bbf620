package org.pillarbox.protection;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import org.pillarbox.protection.login.WrongPasswords;
import org.pillarbox.protection.rcpt.LocalAddresses;
import org.pillarbox.protection.rcpt.MailboxRoom;
import org.pillarbox.protection.relay.RelayNetworks;
import org.pillarbox.protection.smtp.DiskSpace;
import org.pillarbox.protection.smtp.SenderIdentity;
import org.pillarbox.protection.smtp.SpoolSpace;

/**
 * The bounds on what comes in.
 *
 * <p>Binds {@link ProtectionConfiguration}, {@link WrongPasswords}, {@link SpoolSpace} and what the
 * hooks named in {@code conf/smtpserver.xml} and {@code conf/lmtpserver.xml} ask. To be combined
 * with James' protocol modules; {@link ProtectionOverrides} must override some of theirs, and
 * {@link SendAsModule} or another binding of {@code SendAsGrants} must be there.
 *
 * <p>Must be bound elsewhere: James' {@code UsersRepository}, {@code DomainList}, {@code
 * RecipientRewriteTable}, {@code Admission} of this room, {@code CanSendFrom}, {@code
 * QuotaManager}, {@code QuotaRootResolver}, {@code MailQueueFactory}.
 */
public final class ProtectionModule extends AbstractModule {
  private final ProtectionConfiguration configuration;

  public ProtectionModule(ProtectionConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  protected void configure() {
    // James asks the DNS for the name of each client before it greets it, on the threads that serve
    // all others, to put it into the log: whoever has a name server that does not answer could stop
    // every protocol. Read once, when the first client comes.
    System.setProperty("james.protocols.mdc.hostname", "false");
    bind(ProtectionConfiguration.class).toInstance(configuration);
    bind(WrongPasswords.class).toInstance(new WrongPasswords(configuration.login().guessing()));
    bind(DiskSpace.class).in(Scopes.SINGLETON);
    bind(SpoolSpace.class).to(DiskSpace.class);
    bind(LocalAddresses.class).in(Scopes.SINGLETON);
    bind(MailboxRoom.class).in(Scopes.SINGLETON);
    bind(RelayNetworks.class).in(Scopes.SINGLETON);
    bind(SenderIdentity.class).in(Scopes.SINGLETON);
  }
}
