package org.pillarbox.protection;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import org.apache.james.imap.processor.AuthenticateProcessor;
import org.apache.james.imapserver.netty.IMAPServerFactory;
import org.apache.james.lmtpserver.netty.LMTPServerFactory;
import org.apache.james.managesieveserver.netty.ManageSieveServerFactory;
import org.apache.james.pop3server.mailbox.MailboxAdapterFactory;
import org.apache.james.pop3server.netty.POP3ServerFactory;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.smtpserver.netty.SMTPServerFactory;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.util.html.HtmlTextExtractor;
import org.pillarbox.protection.imap.BoundedImapServerFactory;
import org.pillarbox.protection.imap.OffLoopAuthenticate;
import org.pillarbox.protection.login.BoundedUsers;
import org.pillarbox.protection.login.WrongPasswords;
import org.pillarbox.protection.message.BoundedHtmlTextExtractor;
import org.pillarbox.protection.pop3.BoundedPopServerFactory;
import org.pillarbox.protection.pop3.LastingUidsFactory;
import org.pillarbox.protection.rcpt.SubaddressRewriteTable;
import org.pillarbox.protection.sieve.BoundedSieveServerFactory;
import org.pillarbox.protection.smtp.BoundedLmtpServerFactory;
import org.pillarbox.protection.smtp.BoundedSmtpServerFactory;

/**
 * What James binds and the appliance must not ship. To be given to {@code overrideWith}.
 *
 * <p>Binds the five server factories, {@link MailboxAdapterFactory}, {@link AuthenticateProcessor},
 * {@link HtmlTextExtractor}, and around the stores that the composition names {@link
 * UsersRepository} and {@link RecipientRewriteTable}. Must be bound elsewhere: {@link
 * ProtectionConfiguration} ({@link ProtectionModule}) and the two stores under their own classes.
 */
public final class ProtectionOverrides extends AbstractModule {
  private final Key<? extends UsersRepository> users;
  private final Key<? extends RecipientRewriteTable> rewrites;

  /**
   * Names the stores to put bounds around.
   *
   * @param users such as {@code UsersRepositoryImpl<CassandraUsersDAO>} or the LDAP one
   * @param rewrites such as {@code CassandraRecipientRewriteTable}
   */
  public ProtectionOverrides(
      Key<? extends UsersRepository> users, Key<? extends RecipientRewriteTable> rewrites) {
    this.users = users;
    this.rewrites = rewrites;
  }

  @Override
  protected void configure() {
    bind(BoundedSmtpServerFactory.class).in(Scopes.SINGLETON);
    bind(SMTPServerFactory.class).to(BoundedSmtpServerFactory.class);
    bind(BoundedLmtpServerFactory.class).in(Scopes.SINGLETON);
    bind(LMTPServerFactory.class).to(BoundedLmtpServerFactory.class);
    bind(BoundedPopServerFactory.class).in(Scopes.SINGLETON);
    bind(POP3ServerFactory.class).to(BoundedPopServerFactory.class);
    bind(LastingUidsFactory.class).in(Scopes.SINGLETON);
    bind(MailboxAdapterFactory.class).to(LastingUidsFactory.class);
    bind(BoundedSieveServerFactory.class).in(Scopes.SINGLETON);
    bind(ManageSieveServerFactory.class).to(BoundedSieveServerFactory.class);
    bind(BoundedImapServerFactory.class).in(Scopes.SINGLETON);
    bind(IMAPServerFactory.class).to(BoundedImapServerFactory.class);
    bind(OffLoopAuthenticate.class).in(Scopes.SINGLETON);
    bind(AuthenticateProcessor.class).to(OffLoopAuthenticate.class);
    bind(BoundedHtmlTextExtractor.class).in(Scopes.SINGLETON);
    bind(HtmlTextExtractor.class).to(BoundedHtmlTextExtractor.class);
  }

  // Providers, not instances: James' stores ask for each other while they are made.
  @Provides
  @Singleton
  UsersRepository boundedUsers(
      Injector injector, ProtectionConfiguration configuration, WrongPasswords wrong) {
    return new BoundedUsers(injector.getProvider(users)::get, configuration.login(), wrong);
  }

  @Provides
  @Singleton
  RecipientRewriteTable withSubaddresses(Injector injector, Provider<UsersRepository> checked) {
    return new SubaddressRewriteTable(injector.getProvider(rewrites)::get, checked::get);
  }
}
