package org.pillarbox.storage.mailbox;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.mailbox.cassandra.mail.CassandraApplicableFlagDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraAttachmentDAOV2;
import org.apache.james.mailbox.cassandra.mail.CassandraAttachmentMessageIdDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraDeletedMessageDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraFirstUnseenDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxCounterDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxMapper;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxPathV3DAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMailboxRecentsDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageDAOV3;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraMessageIdToImapUidDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraThreadDAO;
import org.apache.james.mailbox.cassandra.mail.CassandraThreadLookupDAO;
import org.apache.james.mailbox.cassandra.modules.CassandraAnnotationModule;
import org.apache.james.mailbox.cassandra.modules.CassandraApplicableFlagsModule;
import org.apache.james.mailbox.cassandra.modules.CassandraAttachmentModule;
import org.apache.james.mailbox.cassandra.modules.CassandraDeletedMessageModule;
import org.apache.james.mailbox.cassandra.modules.CassandraFirstUnseenModule;
import org.apache.james.mailbox.cassandra.modules.CassandraMailboxCounterModule;
import org.apache.james.mailbox.cassandra.modules.CassandraMailboxModule;
import org.apache.james.mailbox.cassandra.modules.CassandraMailboxRecentsModule;
import org.apache.james.mailbox.cassandra.modules.CassandraMessageModule;
import org.apache.james.mailbox.cassandra.modules.CassandraModSeqModule;
import org.apache.james.mailbox.cassandra.modules.CassandraSubscriptionModule;
import org.apache.james.mailbox.cassandra.modules.CassandraThreadModule;
import org.apache.james.mailbox.cassandra.modules.CassandraUidModule;

/**
 * The tables of {@link MailboxStorageModule} and the one reader and writer of each: a second one
 * would prepare its statements again.
 */
class MailboxTablesModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraApplicableFlagDAO.class).in(Scopes.SINGLETON);
    bind(CassandraAttachmentDAOV2.class).in(Scopes.SINGLETON);
    bind(CassandraAttachmentMessageIdDAO.class).in(Scopes.SINGLETON);
    bind(CassandraDeletedMessageDAO.class).in(Scopes.SINGLETON);
    bind(CassandraFirstUnseenDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMailboxCounterDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMailboxDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMailboxMapper.class).in(Scopes.SINGLETON);
    bind(CassandraMailboxPathV3DAO.class).in(Scopes.SINGLETON);
    bind(CassandraMailboxRecentsDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMessageDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMessageDAOV3.class).in(Scopes.SINGLETON);
    bind(CassandraMessageIdDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMessageIdToImapUidDAO.class).in(Scopes.SINGLETON);
    bind(CassandraThreadDAO.class).in(Scopes.SINGLETON);
    bind(CassandraThreadLookupDAO.class).in(Scopes.SINGLETON);

    Multibinder<CassandraModule> tables = Multibinder.newSetBinder(binder(), CassandraModule.class);
    tables.addBinding().toInstance(CassandraAnnotationModule.MODULE);
    tables.addBinding().toInstance(CassandraApplicableFlagsModule.MODULE);
    tables.addBinding().toInstance(CassandraAttachmentModule.MODULE);
    tables.addBinding().toInstance(CassandraDeletedMessageModule.MODULE);
    tables.addBinding().toInstance(CassandraFirstUnseenModule.MODULE);
    tables.addBinding().toInstance(CassandraMailboxCounterModule.MODULE);
    tables.addBinding().toInstance(CassandraMailboxModule.MODULE);
    tables.addBinding().toInstance(CassandraMailboxRecentsModule.MODULE);
    tables.addBinding().toInstance(CassandraMessageModule.MODULE);
    tables.addBinding().toInstance(CassandraModSeqModule.MODULE);
    tables.addBinding().toInstance(CassandraSubscriptionModule.MODULE);
    tables.addBinding().toInstance(CassandraThreadModule.MODULE);
    tables.addBinding().toInstance(CassandraUidModule.MODULE);
  }
}
