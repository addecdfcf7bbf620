package org.pillarbox.storage.blob;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.blob.api.BlobId;
import org.apache.james.blob.api.BlobStore;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.blob.api.BucketName;
import org.apache.james.blob.api.MetricableBlobStore;
import org.apache.james.modules.mailbox.BlobStoreAPIModule;
import org.apache.james.server.blob.deduplication.BlobStoreFactory;
import org.apache.james.server.blob.deduplication.StorageStrategy;

/**
 * Message bodies, headers and attachments: each stored once per message that has it, deleted with
 * it (ADR-0004 says why not deduplicated).
 *
 * <p>Binds {@link BlobStore}, {@link BlobStoreDAO}, {@link BlobId.Factory}, the default {@link
 * BucketName} and {@link StorageStrategy}.
 */
public class BlobModule extends AbstractModule {
  @Override
  protected void configure() {
    install(new BlobStoreAPIModule());

    bind(BlobStoreDAO.class).to(RecentBlobs.class);
    bind(StorageStrategy.class).toInstance(StorageStrategy.PASSTHROUGH);
    bind(BucketName.class)
        .annotatedWith(Names.named(BlobStore.DEFAULT_BUCKET_NAME_QUALIFIER))
        .toInstance(BucketName.DEFAULT);

    Multibinder.newSetBinder(binder(), CassandraModule.class)
        .addBinding()
        .toInstance(BlobTable.MODULE);
  }

  @Provides
  @Singleton
  @Named(MetricableBlobStore.BLOB_STORE_IMPLEMENTATION)
  BlobStore blobStore(
      BlobStoreDAO blobs,
      BlobId.Factory ids,
      @Named(BlobStore.DEFAULT_BUCKET_NAME_QUALIFIER) BucketName bucket,
      StorageStrategy strategy) {
    return BlobStoreFactory.builder()
        .blobStoreDAO(blobs)
        .blobIdFactory(ids)
        .bucket(bucket)
        .strategy(strategy);
  }
}
