package org.pillarbox.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.ByteSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.james.blob.api.BlobId;
import org.apache.james.blob.api.BucketName;
import org.apache.james.blob.api.HashBlobId;
import org.apache.james.blob.api.ObjectNotFoundException;
import org.apache.james.blob.memory.MemoryBlobStoreDAO;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

class RecentBlobsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final BucketName BUCKET = BucketName.DEFAULT;
  private static final BlobId ID = new HashBlobId.Factory().randomId();
  private static final byte[] DATA = "Subject: hello\r\n".getBytes(StandardCharsets.US_ASCII);

  private final MemoryBlobStoreDAO behind = new MemoryBlobStoreDAO();
  private final RecentBlobs blobs = new RecentBlobs(behind);

  private static <T> T get(Publisher<T> publisher) {
    return Mono.from(publisher).block(LONG);
  }

  @Test
  void whatWasJustWrittenIsReadWithoutTheStore() throws Exception {
    get(blobs.save(BUCKET, ID, DATA));
    assertThat(get(behind.readBytes(BUCKET, ID))).isEqualTo(DATA);
    get(behind.delete(BUCKET, ID));

    assertThat(get(blobs.readBytes(BUCKET, ID))).isEqualTo(DATA);
    assertThat(blobs.read(BUCKET, ID)).hasBinaryContent(DATA);
    assertThat(get(blobs.readReactive(BUCKET, ID))).hasBinaryContent(DATA);
  }

  @Test
  void theBodyOfAMessageIsRememberedToo() {
    get(blobs.save(BUCKET, ID, ByteSource.wrap(DATA)));
    assertThat(get(behind.readBytes(BUCKET, ID))).isEqualTo(DATA);
    get(behind.delete(BUCKET, ID));

    assertThat(get(blobs.readBytes(BUCKET, ID))).isEqualTo(DATA);
  }

  @Test
  void largeOnesAreWrittenWholeAndNotKept() {
    byte[] large = new byte[1024 * 1024];
    Arrays.fill(large, (byte) 'x');
    get(blobs.save(BUCKET, ID, ByteSource.wrap(large)));
    assertThat(get(blobs.readBytes(BUCKET, ID))).isEqualTo(large);
    get(behind.delete(BUCKET, ID));

    assertThatThrownBy(() -> get(blobs.readBytes(BUCKET, ID)))
        .isInstanceOf(ObjectNotFoundException.class);
  }

  @Test
  void streamsPassThrough() {
    get(blobs.save(BUCKET, ID, new ByteArrayInputStream(DATA)));

    assertThat(get(blobs.readBytes(BUCKET, ID))).isEqualTo(DATA);
  }

  @Test
  void deletedOnesAreGone() {
    get(blobs.save(BUCKET, ID, DATA));
    get(blobs.delete(BUCKET, ID));
    assertThatThrownBy(() -> get(blobs.readBytes(BUCKET, ID)))
        .isInstanceOf(ObjectNotFoundException.class);

    get(blobs.save(BUCKET, ID, DATA));
    get(blobs.delete(BUCKET, List.of(ID)));
    assertThatThrownBy(() -> get(blobs.readBytes(BUCKET, ID)))
        .isInstanceOf(ObjectNotFoundException.class);
  }
}
