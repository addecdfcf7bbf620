package org.pillarbox.storage.data;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.blob.api.BlobReferenceSource;
import org.apache.james.mailrepository.api.MailRepositoryFactory;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.cassandra.CassandraMailRepository;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryFactory;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryKeysDAO;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryMailDaoV2;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryModule;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryUrlModule;
import org.apache.james.mailrepository.cassandra.CassandraMailRepositoryUrlStore;
import org.apache.james.mailrepository.cassandra.MailRepositoryBlobReferenceSource;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;

/**
 * Mail repositories, where mail that could not be processed waits for an admin. Their URLs begin
 * with {@code cassandra://}.
 *
 * <p>Binds {@link MailRepositoryUrlStore}, the {@link MailRepositoryFactory} of protocol {@code
 * cassandra}, and the configuration used where {@code mailrepositorystore.xml} names no repository.
 * James' {@code MailStoreRepositoryModule} (part of {@code MailetProcessingModule}) binds the store
 * itself.
 */
public class MailRepositoryModule extends AbstractModule {
  private static final Protocol PROTOCOL = new Protocol("cassandra");

  @Override
  protected void configure() {
    bind(CassandraMailRepositoryUrlStore.class).in(Scopes.SINGLETON);
    bind(CassandraMailRepositoryKeysDAO.class).in(Scopes.SINGLETON);
    bind(CassandraMailRepositoryMailDaoV2.class).in(Scopes.SINGLETON);
    bind(MailRepositoryUrlStore.class).to(CassandraMailRepositoryUrlStore.class);
    bind(MailRepositoryStoreConfiguration.Item.class)
        .toProvider(
            () ->
                new MailRepositoryStoreConfiguration.Item(
                    ImmutableList.of(PROTOCOL),
                    CassandraMailRepository.class.getName(),
                    new BaseHierarchicalConfiguration()));

    Multibinder.newSetBinder(binder(), MailRepositoryFactory.class)
        .addBinding()
        .to(CassandraMailRepositoryFactory.class);
    Multibinder.newSetBinder(binder(), BlobReferenceSource.class)
        .addBinding()
        .to(MailRepositoryBlobReferenceSource.class);
    Multibinder<CassandraModule> tables = Multibinder.newSetBinder(binder(), CassandraModule.class);
    tables.addBinding().toInstance(CassandraMailRepositoryModule.MODULE);
    tables.addBinding().toInstance(CassandraMailRepositoryUrlModule.MODULE);
  }
}
