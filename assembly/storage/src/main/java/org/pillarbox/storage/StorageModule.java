package org.pillarbox.storage;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import org.pillarbox.storage.blob.BlobModule;
import org.pillarbox.storage.data.AddressModule;
import org.pillarbox.storage.data.DlpModule;
import org.pillarbox.storage.data.DomainModule;
import org.pillarbox.storage.data.MailRepositoryModule;
import org.pillarbox.storage.data.SieveModule;
import org.pillarbox.storage.data.UserModule;
import org.pillarbox.storage.data.VacationModule;
import org.pillarbox.storage.events.DeadLetterModule;
import org.pillarbox.storage.events.EventStoreModule;
import org.pillarbox.storage.jmap.JmapStorageModule;
import org.pillarbox.storage.mailbox.MailboxStorageModule;
import org.pillarbox.storage.mailbox.QuotaModule;
import org.pillarbox.storage.schema.SchemaModule;
import org.pillarbox.storage.vault.VaultModule;

/**
 * James' whole store on Cassandra.
 *
 * <p>Binds {@link StorageConfiguration}, the session ({@code CqlSession}, on a complete schema) and
 * all that the modules it installs say they bind.
 *
 * <p>A server combines it with
 *
 * <ul>
 *   <li>James' {@code MailboxModule}, {@code MailetProcessingModule}, {@code TaskManagerModule},
 *       {@code ProtocolHandlerModule} and a module per protocol; {@code
 *       RawPostDequeueDecoratorModule}; a binding of {@code
 *       MailetContainerModule.DefaultProcessorsConfigurationSupplier} (an empty {@code
 *       BaseHierarchicalConfiguration}: then {@code mailetcontainer.xml} counts alone);
 *   <li>{@code BlobExportMechanismModule} (or any {@code BlobExportMechanism}), which the vault's
 *       export task asks for;
 *   <li>a {@code MessageSearchIndex}, a {@code ListeningMessageSearchIndex} (both room search) and
 *       a {@code TextExtractor};
 *   <li>a {@code MailQueueFactory} in its three generic forms (room queue);
 *   <li>with JMAP: {@code JMAPServerModule}, {@code JmapEventBusModule}, {@code JMAPListenerModule}
 *       and our {@link org.pillarbox.storage.jmap.JmapAccessModule}.
 * </ul>
 *
 * <p>It installs James' {@code CoreDataModule}, {@code DefaultEventModule}, {@code
 * BlobStoreAPIModule} and {@code DeletedMessageVaultModule}: combining one of them again is a
 * double binding. Nothing of James has to be overridden for the store. To replace the users (LDAP,
 * SQL), override {@code UsersRepository}.
 *
 * <p>With webadmin, {@link org.pillarbox.storage.tasks.ConsistencyModule} adds the tasks that mend
 * rows that disagree.
 *
 * <p>More tables: add a {@code CassandraModule} to its Guice multibinder; they are made before
 * anyone gets the session.
 *
 * <p>One process per keyspace: uids and mod-sequences are given out in blocks. Where several
 * processes share a keyspace, override {@code UidProvider} and {@code ModSeqProvider} with James'
 * own on Cassandra.
 */
public class StorageModule extends AbstractModule {
  private final StorageConfiguration configuration;

  /**
   * A store that is reached as configured. Nothing is opened before the injector asks for it.
   *
   * @param configuration where Cassandra is
   */
  public StorageModule(StorageConfiguration configuration) {
    this.configuration = requireNonNull(configuration);
  }

  @Override
  protected void configure() {
    bind(StorageConfiguration.class).toInstance(configuration);
    install(new SchemaModule());
    install(new EventStoreModule());
    install(new DeadLetterModule());
    install(new BlobModule());
    install(new DomainModule());
    install(new UserModule());
    install(new AddressModule());
    install(new SieveModule());
    install(new VacationModule());
    install(new DlpModule());
    install(new MailRepositoryModule());
    install(new MailboxStorageModule());
    install(new QuotaModule());
    install(new JmapStorageModule());
    install(new VaultModule());
  }
}
