package org.pillarbox.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.james.blob.api.BlobId;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.blob.api.BlobStoreDAOContract;
import org.apache.james.blob.api.BucketName;
import org.apache.james.blob.api.ObjectNotFoundException;
import org.apache.james.blob.api.TestBlobId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.engines.testing.Tables;
import org.pillarbox.storage.testing.Keyspace;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** James' own contract, on the real Cassandra, and what we ask for beyond it. */
@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraBlobsTest implements BlobStoreDAOContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final BlobId ID = new TestBlobId("one");

  private Keyspace keyspace;
  private CassandraBlobs blobs;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, "blobs", BlobTable.MODULE);
    blobs = new CassandraBlobs(keyspace.session(), new TestBlobId.Factory(), BucketName.DEFAULT);
  }

  @BeforeEach
  void empty() {
    Tables.empty(keyspace.session(), "blob", "bucket_blob");
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @Override
  public BlobStoreDAO testee() {
    return blobs;
  }

  /** Other than the contract: as in James' own store, a bucket is there while a blob is in it. */
  @Override
  @Test
  public void listBucketsShouldReturnBucketsWithNoBlob() {
    BucketName vault = BucketName.of("vault");
    Mono.from(blobs.save(vault, ID, random(10))).block(LONG);
    assertThat(Flux.from(blobs.listBuckets()).collectList().block(LONG)).containsExactly(vault);

    Mono.from(blobs.delete(vault, ID)).block(LONG);

    assertThat(Flux.from(blobs.listBuckets()).collectList().block(LONG)).isEmpty();
  }

  /** The contract's 12 MB two hundred times over take a quarter of an hour. */
  static Stream<Arguments> moderate() {
    return Stream.of(
        Arguments.of("one part", random(11_000)),
        Arguments.of("three parts", random(2 * CassandraBlobs.PART_BYTES + 1)));
  }

  @Override
  @ParameterizedTest
  @MethodSource("moderate")
  public void concurrentSaveBytesShouldReturnConsistentValues(String name, byte[] bytes)
      throws ExecutionException, InterruptedException {
    BlobStoreDAOContract.super.concurrentSaveBytesShouldReturnConsistentValues(name, bytes);
  }

  @Override
  @ParameterizedTest
  @MethodSource("moderate")
  public void concurrentSaveInputStreamShouldReturnConsistentValues(String name, byte[] bytes)
      throws ExecutionException, InterruptedException {
    BlobStoreDAOContract.super.concurrentSaveInputStreamShouldReturnConsistentValues(name, bytes);
  }

  @Override
  @ParameterizedTest
  @MethodSource("moderate")
  public void concurrentSaveByteSourceShouldReturnConsistentValues(String name, byte[] bytes)
      throws ExecutionException, InterruptedException {
    BlobStoreDAOContract.super.concurrentSaveByteSourceShouldReturnConsistentValues(name, bytes);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        CassandraBlobs.PART_BYTES - 1,
        CassandraBlobs.PART_BYTES,
        CassandraBlobs.PART_BYTES + 1,
        3 * CassandraBlobs.PART_BYTES
      })
  void everyLengthComesBackAsItWasGiven(int length) {
    byte[] data = random(length);

    for (BucketName bucket : List.of(BucketName.DEFAULT, BucketName.of("vault"))) {
      Mono.from(blobs.save(bucket, ID, data)).block(LONG);
      assertThat(Mono.from(blobs.readBytes(bucket, ID)).block(LONG)).isEqualTo(data);
      Mono.from(blobs.save(bucket, ID, ByteSource.wrap(data))).block(LONG);
      assertThat(blobs.read(bucket, ID)).hasBinaryContent(data);
      Mono.from(blobs.save(bucket, ID, new ByteArrayInputStream(data))).block(LONG);
      assertThat(Mono.from(blobs.readReactive(bucket, ID)).block(LONG)).hasBinaryContent(data);
    }
  }

  @Test
  void messagesAndOtherBucketsAreApart() {
    BucketName vault = BucketName.of("vault");
    Mono.from(blobs.save(BucketName.DEFAULT, ID, random(10))).block(LONG);
    Mono.from(blobs.save(vault, ID, random(20))).block(LONG);

    Mono.from(blobs.deleteBucket(vault)).block(LONG);

    assertThat(Mono.from(blobs.readBytes(BucketName.DEFAULT, ID)).block(LONG)).hasSize(10);
    assertThat(Flux.from(blobs.listBlobs(vault)).collectList().block(LONG)).isEmpty();
    assertThat(Flux.from(blobs.listBlobs(BucketName.DEFAULT)).collectList().block(LONG))
        .containsExactly(ID);
  }

  @Test
  void theMessagesBucketIsNeverDeletedAsAWhole() {
    assertThatThrownBy(() -> blobs.deleteBucket(BucketName.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(BucketName.DEFAULT.asString());
  }

  @Test
  void whatCouldNotBeReadToItsEndIsNotThere() {
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream(random(2 * CassandraBlobs.PART_BYTES)), new Broken());

    assertThatThrownBy(() -> Mono.from(blobs.save(BucketName.DEFAULT, ID, breaking)).block(LONG))
        .hasRootCauseMessage("broken");
    assertThatThrownBy(() -> Mono.from(blobs.readBytes(BucketName.DEFAULT, ID)).block(LONG))
        .isInstanceOf(ObjectNotFoundException.class);
  }

  private static byte[] random(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("broken");
    }
  }
}
