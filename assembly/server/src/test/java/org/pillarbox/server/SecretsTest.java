package org.pillarbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void aSecretIsMadeOnceAndKept() throws Exception {
    String made = new Secrets(folder).get("cassandra");

    assertThat(new Secrets(folder).get("cassandra")).isEqualTo(made).hasSize(24);
  }

  @Test
  void twoSecretsAreNeverTheSame() throws Exception {
    Secrets secrets = new Secrets(folder);

    assertThat(secrets.get("one")).isNotEqualTo(secrets.get("two"));
  }

  @Test
  void onlyTheOwnerCanReadASecret() throws Exception {
    new Secrets(folder).get("cassandra");

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("cassandra"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDraftLeftByAnInterruptedStartIsNotTrusted() throws Exception {
    Files.writeString(folder.resolve(".cassandra.new"), "hal");

    assertThat(new Secrets(folder).get("cassandra")).hasSize(24);
  }

  @Test
  void aForgottenSecretIsGone() throws Exception {
    Secrets secrets = new Secrets(folder);
    secrets.put("first-password", "shown once");
    secrets.delete("first-password");

    assertThat(secrets.find("first-password")).isEmpty();
  }
}
