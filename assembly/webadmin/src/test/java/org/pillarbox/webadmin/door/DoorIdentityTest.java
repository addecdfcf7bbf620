package org.pillarbox.webadmin.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorIdentityTest {
  @TempDir private Path directory;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void pemFilesAndKeystoresAreRead() throws Exception {
    SelfSigned made = SelfSigned.named("a.example", Duration.ofDays(10));

    assertThat(new DoorIdentity(made.writeTo(directory), nanos::get).certificate())
        .isEqualTo(made.certificate());
    assertThat(
            new DoorIdentity(made.writeKeystore(directory.resolve("k.p12"), "secret"), nanos::get)
                .certificate())
        .isEqualTo(made.certificate());
  }

  @Test
  void aRenewedCertificateIsServedWithoutARestart() throws Exception {
    DoorIdentity identity =
        new DoorIdentity(
            SelfSigned.named("old.example", Duration.ofDays(1)).writeTo(directory), nanos::get);
    SelfSigned renewed = SelfSigned.named("new.example", Duration.ofDays(90));
    renewed.writeTo(directory);
    touchLater();

    assertThat(identity.certificate()).isNotEqualTo(renewed.certificate());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
    assertThat(identity.certificate()).isEqualTo(renewed.certificate());
  }

  @Test
  void aBrokenRenewalLeavesTheOldOne() throws Exception {
    SelfSigned old = SelfSigned.named("old.example", Duration.ofDays(1));
    DoorIdentity identity = new DoorIdentity(old.writeTo(directory), nanos::get);
    Files.writeString(directory.resolve("cert.pem"), "half a certif");
    touchLater();

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
    assertThat(identity.certificate()).isEqualTo(old.certificate());
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws Exception {
    SelfSigned made = SelfSigned.named("a.example", Duration.ofDays(10));
    DoorCertificate files = made.writeTo(directory);
    DoorCertificate keystore = made.writeKeystore(directory.resolve("k.p12"), "secret");

    assertThatThrownBy(
            () ->
                new DoorIdentity(
                    DoorCertificate.keystore(keystore.certificates(), "wrong"), nanos::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("k.p12")
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(
            () ->
                new DoorIdentity(
                    DoorCertificate.pem(directory.resolve("none.pem"), files.privateKey()),
                    nanos::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.pem");
    assertThat(keystore.toString()).doesNotContain("secret");
  }

  // File times may be coarser than this test is fast.
  private void touchLater() throws Exception {
    Files.setLastModifiedTime(
        directory.resolve("cert.pem"), FileTime.from(Instant.now().plusSeconds(5)));
  }
}
