package org.pillarbox.storage.mailbox;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.Set;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.backends.cassandra.init.configuration.CassandraConfiguration;
import org.apache.james.backends.cassandra.versions.CassandraSchemaVersionManager;
import org.apache.james.eventsourcing.eventstore.cassandra.CassandraEventStore;
import org.apache.james.eventsourcing.eventstore.cassandra.EventStoreDao;
import org.apache.james.eventsourcing.eventstore.cassandra.JsonEventSerializer;
import org.apache.james.mailbox.cassandra.mail.ACLMapper;
import org.apache.james.mailbox.cassandra.mail.CassandraACLDAOV1;
import org.apache.james.mailbox.cassandra.mail.CassandraACLDAOV2;
import org.apache.james.mailbox.cassandra.mail.CassandraACLMapper;
import org.apache.james.mailbox.cassandra.mail.CassandraUserMailboxRightsDAO;
import org.apache.james.mailbox.cassandra.mail.eventsourcing.acl.ACLModule;
import org.apache.james.mailbox.cassandra.modules.CassandraAclModule;

/**
 * Who may do what with whose mailbox. Binds {@link ACLMapper}, with an event store that knows ACL
 * changes only.
 */
class AclModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CassandraACLDAOV1.class).in(Scopes.SINGLETON);
    bind(CassandraACLDAOV2.class).in(Scopes.SINGLETON);
    bind(CassandraUserMailboxRightsDAO.class).in(Scopes.SINGLETON);
    bind(ACLMapper.class).to(CassandraACLMapper.class);
    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(CassandraAclModule.MODULE);
  }

  @Provides
  @Singleton
  CassandraACLMapper mapper(
      CassandraACLMapper.StoreV1 before,
      CassandraUserMailboxRightsDAO rights,
      CassandraACLDAOV2 acls,
      CqlSession session,
      CassandraSchemaVersionManager versions,
      CassandraConfiguration configuration) {
    EventStoreDao events =
        new EventStoreDao(
            session,
            JsonEventSerializer.forModules(Set.of(ACLModule.ACL_UPDATE)).withoutNestedType());
    CassandraACLMapper.StoreV2 store =
        new CassandraACLMapper.StoreV2(rights, acls, new CassandraEventStore(events));
    return new CassandraACLMapper(before, store, versions, configuration);
  }
}
