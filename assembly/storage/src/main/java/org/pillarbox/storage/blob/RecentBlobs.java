package org.pillarbox.storage.blob;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.blob.api.BlobId;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.blob.api.BucketName;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Blobs in Cassandra, of which what was just written is still in memory: a new message is read back
 * within a second by the index and by whoever sees it arrive.
 *
 * <p>A blob never changes after it was written (James gives each a random id), so what is
 * remembered can't be wrong; when it is deleted it is forgotten.
 */
@Singleton
final class RecentBlobs implements BlobStoreDAO {
  private static final int LONGEST_BYTES = 256 * 1024;
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final BlobStoreDAO cassandra;
  private final Cache<Key, byte[]> recent =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Key key, byte[] bytes) -> bytes.length + 200)
          .expireAfterWrite(KEPT)
          .build();

  private record Key(BucketName bucket, BlobId blob) {}

  @Inject
  RecentBlobs(CassandraBlobs cassandra) {
    this((BlobStoreDAO) cassandra);
  }

  RecentBlobs(BlobStoreDAO behind) {
    this.cassandra = behind;
  }

  @Override
  public InputStream read(BucketName bucket, BlobId blob) {
    return known(bucket, blob)
        .<InputStream>map(ByteArrayInputStream::new)
        .orElseGet(() -> cassandra.read(bucket, blob));
  }

  @Override
  public Publisher<InputStream> readReactive(BucketName bucket, BlobId blob) {
    return Mono.defer(
        () ->
            known(bucket, blob)
                .<Mono<InputStream>>map(bytes -> Mono.just(new ByteArrayInputStream(bytes)))
                .orElseGet(() -> Mono.from(cassandra.readReactive(bucket, blob))));
  }

  @Override
  public Publisher<byte[]> readBytes(BucketName bucket, BlobId blob) {
    return Mono.defer(
        () ->
            known(bucket, blob)
                .map(Mono::just)
                .orElseGet(() -> Mono.from(cassandra.readBytes(bucket, blob))));
  }

  @Override
  public Publisher<Void> save(BucketName bucket, BlobId blob, byte[] data) {
    Mono<Void> saved = Mono.from(cassandra.save(bucket, blob, data));
    return data.length > LONGEST_BYTES
        ? saved
        : saved.doOnSuccess(done -> recent.put(new Key(bucket, blob), data));
  }

  @Override
  public Publisher<Void> save(BucketName bucket, BlobId blob, InputStream content) {
    return cassandra.save(bucket, blob, content);
  }

  @Override
  public Publisher<Void> save(BucketName bucket, BlobId blob, ByteSource content) {
    return Mono.fromCallable(() -> beginning(content))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            beginning ->
                Mono.from(
                    beginning.length > LONGEST_BYTES
                        ? cassandra.save(bucket, blob, content)
                        : save(bucket, blob, beginning)));
  }

  private static byte[] beginning(ByteSource content) throws IOException {
    try (InputStream stream = content.openStream()) {
      return stream.readNBytes(LONGEST_BYTES + 1);
    }
  }

  private Optional<byte[]> known(BucketName bucket, BlobId blob) {
    return Optional.ofNullable(recent.getIfPresent(new Key(bucket, blob)));
  }

  @Override
  public Publisher<Void> delete(BucketName bucket, BlobId blob) {
    return Mono.from(cassandra.delete(bucket, blob))
        .doFinally(signal -> recent.invalidate(new Key(bucket, blob)));
  }

  @Override
  public Publisher<Void> delete(BucketName bucket, Collection<BlobId> blobs) {
    return Mono.from(cassandra.delete(bucket, blobs))
        .doFinally(signal -> blobs.forEach(blob -> recent.invalidate(new Key(bucket, blob))));
  }

  @Override
  public Publisher<Void> deleteBucket(BucketName bucket) {
    return Mono.from(cassandra.deleteBucket(bucket)).doFinally(signal -> recent.invalidateAll());
  }

  @Override
  public Publisher<BucketName> listBuckets() {
    return cassandra.listBuckets();
  }

  @Override
  public Publisher<BlobId> listBlobs(BucketName bucket) {
    return cassandra.listBlobs(bucket);
  }
}
