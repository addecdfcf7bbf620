package org.pillarbox.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.mail.MessagingException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The promise under {@code kill -9}: while senders deliver, James, Cassandra and OpenSearch are
 * killed in turn; every message that got its 250 is in the mailbox afterwards, in search and in the
 * quota.
 *
 * <p>{@code -Dkill.rounds=10} is the full form, {@code -Dkill.victims=opensearch} kills only that;
 * the build runs {@value #ROUNDS_IN_THE_BUILD} of each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {
  private static final int ROUNDS_IN_THE_BUILD = 1;
  private static final int ROUNDS = Integer.getInteger("kill.rounds", ROUNDS_IN_THE_BUILD);
  private static final List<String> VICTIMS =
      List.of(System.getProperty("kill.victims", "pillarbox,cassandra,opensearch").split(","));
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  /** In the build's short form each process dies before the better compiler has paid for itself. */
  private static final Map<String, String> COMPILER =
      ROUNDS > ROUNDS_IN_THE_BUILD
          ? Map.of()
          : Map.of(
              "PILLARBOX_JAVA_OPTIONS", QUICK,
              "PILLARBOX_ENGINES_CASSANDRA_JVM_OPTIONS", QUICK,
              "PILLARBOX_ENGINES_OPENSEARCH_JVM_OPTIONS", QUICK);

  private static final int SENDERS = 4;
  private static final Duration UNDER_LOAD = Duration.ofSeconds(3);
  private static final Duration SETTLED = Duration.ofMinutes(3);
  private static final String USER = "keeper@kill.example";
  private static final String PASSWORD = "correct-horse-battery";

  private Path folder;
  private ApplianceProcess appliance;
  private Mailbox mailbox;
  private Ledger ledger;

  @BeforeAll
  void start() throws Exception {
    folder = Files.createTempDirectory("pillarbox-kill");
    // The appliance drops root; its user has to reach the data below this folder.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    Map<String, String> environment = new HashMap<>(COMPILER);
    environment.put("PILLARBOX_ADMIN", USER);
    environment.put("PILLARBOX_ADMIN_PASSWORD_FILE", password.toString());
    environment.put("PILLARBOX_PORTS_OFFSET", Integer.toString(ApplianceProcess.OFFSET));
    appliance = new ApplianceProcess(folder.resolve("data"), environment);
    appliance.start();
    // IMAP shows a count only where there is a limit.
    appliance.limit(USER, 1_000_000);
    mailbox = new Mailbox(appliance.port(993), USER, PASSWORD);
    ledger = new Ledger(folder.resolve("ledger"));
  }

  @AfterAll
  void stop() throws Exception {
    ledger.close();
    appliance.stop();
  }

  @Test
  void nothingAcknowledgedIsLostWhateverDies() throws Exception {
    for (String victim : VICTIMS) {
      for (int round = 1; round <= ROUNDS; round++) {
        underLoad(victim, round);
      }
    }
    Set<String> acknowledged = ledger.ids();
    assertThat(acknowledged).as("acknowledged messages").hasSizeGreaterThan(20 * ROUNDS);

    // Mail for whom is remembered is taken before the store is back, IMAP says NO until then.
    Awaitility.await("every acknowledged message is in the mailbox")
        .atMost(SETTLED)
        .ignoreExceptionsInstanceOf(MessagingException.class)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(missing(acknowledged)).isEmpty());
    List<String> subjects = mailbox.subjects();
    Awaitility.await("the quota agrees with the mailbox")
        .atMost(SETTLED)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(mailbox.counted()).isEqualTo(mailbox.subjects().size()));
    // Search says NO until the last victim is back.
    Awaitility.await("search agrees with the mailbox")
        .atMost(SETTLED)
        .ignoreExceptionsInstanceOf(MessagingException.class)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> assertThat(mailbox.found("kill")).isEqualTo(mailbox.subjects().size()));
    System.out.printf(
        "kill test: %d rounds each of %s, %d acknowledged, 0 lost, %d doubled%n",
        ROUNDS, VICTIMS, acknowledged.size(), subjects.size() - new HashSet<>(subjects).size());
  }

  private void underLoad(String victim, int round) throws Exception {
    // Mail is taken while an engine is away, so only this says that the victim of before is back.
    Awaitility.await("mailbox and search answer")
        .atMost(SETTLED)
        .ignoreExceptionsInstanceOf(MessagingException.class)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> mailbox.found("kill") >= 0);
    SmtpLoad load =
        new SmtpLoad(appliance.port(25), USER, ledger, "kill-" + victim + "-" + round, SENDERS);
    try {
      int before = ledger.ids().size();
      Awaitility.await("load")
          .pollDelay(UNDER_LOAD)
          .atMost(SETTLED)
          .until(() -> ledger.ids().size() > before);
      appliance.kill(victim);
      if (victim.equals("pillarbox")) {
        appliance.start();
      }
      int after = ledger.ids().size();
      Awaitility.await("mail is taken again after the death of " + victim)
          .atMost(SETTLED)
          .until(() -> ledger.ids().size() > after);
      assertThat(load.refusedForGood()).as("5xx answers to good mail").isZero();
    } finally {
      load.stop();
    }
  }

  private Set<String> missing(Set<String> acknowledged) throws Exception {
    Set<String> missing = new TreeSet<>(acknowledged);
    missing.removeAll(new HashSet<>(new ArrayList<>(mailbox.subjects())));
    return missing;
  }
}
