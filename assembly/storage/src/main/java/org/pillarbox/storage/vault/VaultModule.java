package org.pillarbox.storage.vault;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.mailbox.cassandra.DeleteMessageListener;
import org.apache.james.modules.vault.DeletedMessageVaultModule;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.apache.james.vault.DeletedMessageVault;
import org.apache.james.vault.dto.DeletedMessageWithStorageInformationConverter;
import org.apache.james.vault.metadata.CassandraDeletedMessageMetadataVault;
import org.apache.james.vault.metadata.DeletedMessageMetadataModule;
import org.apache.james.vault.metadata.DeletedMessageMetadataVault;
import org.apache.james.vault.metadata.DeletedMessageVaultDeletionCallback;
import org.apache.james.vault.metadata.MetadataDAO;
import org.apache.james.vault.metadata.StorageInformationDAO;
import org.apache.james.vault.metadata.UserPerBucketDAO;

/**
 * Keeps what users delete, in a bucket per month, until its time is over.
 *
 * <p>Binds {@link DeletedMessageVault} and adds to the deletion of a message the step that puts it
 * there. Reads {@code deletedMessageVault.properties} for how long and where restored messages go.
 */
public class VaultModule extends AbstractModule {
  @Override
  protected void configure() {
    install(new DeletedMessageVaultModule());
    bind(VaultPurge.class).in(Scopes.SINGLETON);
    bind(MetadataDAO.class).in(Scopes.SINGLETON);
    bind(StorageInformationDAO.class).in(Scopes.SINGLETON);
    bind(UserPerBucketDAO.class).in(Scopes.SINGLETON);
    bind(DeletedMessageWithStorageInformationConverter.class).in(Scopes.SINGLETON);
    bind(CassandraDeletedMessageMetadataVault.class).in(Scopes.SINGLETON);
    bind(DeletedMessageMetadataVault.class).to(CassandraDeletedMessageMetadataVault.class);

    Multibinder.newSetBinder(binder(), DeleteMessageListener.DeletionCallback.class)
        .addBinding()
        .to(DeletedMessageVaultDeletionCallback.class);
    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(DeletedMessageMetadataModule.MODULE);
  }

  @ProvidesIntoSet
  InitializationOperation startPurge(VaultPurge purge) {
    return InitilizationOperationBuilder.forClass(VaultPurge.class).init(purge::start);
  }
}
