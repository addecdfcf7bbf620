package org.pillarbox.storage.blob;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import javax.inject.Inject;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.james.blob.api.BlobId;
import org.apache.james.blob.api.BlobStore;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.blob.api.BucketName;
import org.apache.james.blob.api.ObjectNotFoundException;
import org.apache.james.blob.api.ObjectStoreIOException;
import org.apache.james.util.ReactorUtils;
import org.pillarbox.storage.blob.BlobTable.First;
import org.pillarbox.storage.blob.BlobTable.Place;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Blobs in Cassandra, in parts of {@value #PART_BYTES} bytes. The first part is written last and
 * says how many there are, so a blob whose writing was cut short is not there at all.
 *
 * <p>For blobs that are written once under an id of their own, as James writes them: of two that
 * are written under one id at the same time nobody can say which parts remain.
 */
@Singleton
final class CassandraBlobs implements BlobStoreDAO {
  // A row is in memory several times on its way; Cassandra refuses one of half a commit log segment
  // (8 MiB).
  static final int PART_BYTES = 128 * 1024;
  private static final int DELETED_AT_ONCE = 16;
  private static final Duration FIRST_PART = Duration.ofSeconds(30);

  private final BlobTable messages;
  private final BlobTable others;
  private final BlobId.Factory ids;
  private final BucketName messagesBucket;

  @Inject
  CassandraBlobs(
      CqlSession session,
      BlobId.Factory ids,
      @Named(BlobStore.DEFAULT_BUCKET_NAME_QUALIFIER) BucketName messagesBucket) {
    this.messages = BlobTable.ofMessages(session);
    this.others = BlobTable.ofOthers(session);
    this.ids = ids;
    this.messagesBucket = messagesBucket;
  }

  private BlobTable table(BucketName bucket) {
    return bucket.equals(messagesBucket) ? messages : others;
  }

  private static Place place(BucketName bucket, BlobId blob) {
    return new Place(bucket.asString(), blob.asString());
  }

  @Override
  public InputStream read(BucketName bucket, BlobId blob) {
    return readStream(bucket, blob).block(FIRST_PART);
  }

  @Override
  public Publisher<InputStream> readReactive(BucketName bucket, BlobId blob) {
    return readStream(bucket, blob);
  }

  private Mono<InputStream> readStream(BucketName bucket, BlobId blob) {
    return first(bucket, blob).map(first -> ReactorUtils.toInputStream(parts(bucket, blob, first)));
  }

  @Override
  public Publisher<byte[]> readBytes(BucketName bucket, BlobId blob) {
    return first(bucket, blob)
        .flatMap(first -> parts(bucket, blob, first).collectList())
        .map(CassandraBlobs::joined);
  }

  private static byte[] joined(Collection<ByteBuffer> parts) {
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
    parts.forEach(all::put);
    return all.array();
  }

  private Mono<First> first(BucketName bucket, BlobId blob) {
    return table(bucket)
        .readFirst(place(bucket, blob))
        .switchIfEmpty(Mono.error(() -> notFound(bucket, blob, 0)));
  }

  private Flux<ByteBuffer> parts(BucketName bucket, BlobId blob, First first) {
    Flux<ByteBuffer> rest =
        Flux.range(1, first.parts() - 1)
            .concatMap(
                part ->
                    table(bucket)
                        .readPart(place(bucket, blob), part)
                        .switchIfEmpty(Mono.error(() -> notFound(bucket, blob, part))),
                1);
    return Flux.concat(Mono.just(first.data()), rest);
  }

  private static ObjectNotFoundException notFound(BucketName bucket, BlobId blob, int part) {
    return new ObjectNotFoundException(
        "Part " + part + " of blob " + blob.asString() + " is not in " + bucket.asString());
  }

  @Override
  public Publisher<Void> save(BucketName bucket, BlobId blob, byte[] data) {
    return data.length < PART_BYTES
        ? table(bucket).writeFirst(place(bucket, blob), new First(ByteBuffer.wrap(data), 1))
        : save(bucket, blob, ByteSource.wrap(data));
  }

  @Override
  public Publisher<Void> save(BucketName bucket, BlobId blob, ByteSource content) {
    return Mono.using(
        content::openStream, stream -> write(bucket, blob, stream), CassandraBlobs::close);
  }

  @Override
  public Publisher<Void> save(BucketName bucket, BlobId blob, InputStream content) {
    return write(bucket, blob, content);
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new ObjectStoreIOException("A blob that was written can't be closed", e);
    }
  }

  private Mono<Void> write(BucketName bucket, BlobId blob, InputStream content) {
    Place place = place(bucket, blob);
    BlobTable table = table(bucket);
    return next(content)
        .flatMap(
            first ->
                rest(content, first)
                    .index()
                    .concatMap(
                        part ->
                            table
                                .write(place, Math.toIntExact(part.getT1() + 1), part.getT2())
                                .thenReturn(part.getT1()),
                        1)
                    .count()
                    .flatMap(
                        others ->
                            table.writeFirst(
                                place, new First(first, Math.toIntExact(others + 1)))));
  }

  private static Flux<ByteBuffer> rest(InputStream content, ByteBuffer first) {
    return first.remaining() < PART_BYTES
        ? Flux.empty()
        : next(content).repeat().takeWhile(ByteBuffer::hasRemaining);
  }

  private static Mono<ByteBuffer> next(InputStream content) {
    return Mono.fromCallable(() -> ByteBuffer.wrap(content.readNBytes(PART_BYTES)))
        .onErrorMap(
            IOException.class, e -> new ObjectStoreIOException("A blob's content can't be read", e))
        .subscribeOn(Schedulers.boundedElastic());
  }

  @Override
  public Publisher<Void> delete(BucketName bucket, BlobId blob) {
    return table(bucket).delete(place(bucket, blob));
  }

  @Override
  public Publisher<Void> delete(BucketName bucket, Collection<BlobId> blobs) {
    return Flux.fromIterable(blobs)
        .flatMap(blob -> table(bucket).delete(place(bucket, blob)), DELETED_AT_ONCE)
        .then();
  }

  @Override
  public Publisher<Void> deleteBucket(BucketName bucket) {
    if (bucket.equals(messagesBucket)) {
      throw new IllegalArgumentException(
          "The bucket " + bucket.asString() + " holds the messages and can't be deleted");
    }
    return others
        .list()
        .filter(place -> place.bucket().equals(bucket.asString()))
        .flatMap(others::delete, DELETED_AT_ONCE)
        .then();
  }

  @Override
  public Publisher<BucketName> listBuckets() {
    return Flux.concat(messages.list().take(1), others.list())
        .map(place -> BucketName.of(place.bucket()))
        .distinct();
  }

  @Override
  public Publisher<BlobId> listBlobs(BucketName bucket) {
    return table(bucket)
        .list()
        .filter(place -> place.bucket().equals(bucket.asString()))
        .map(place -> ids.from(place.id()));
  }
}
