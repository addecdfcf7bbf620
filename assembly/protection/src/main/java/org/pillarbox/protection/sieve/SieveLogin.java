package org.pillarbox.protection.sieve;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.pillarbox.protection.ProtectionConfiguration;
import org.pillarbox.protection.login.LoginLog;
import org.pillarbox.protection.rcpt.AwayLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SASL PLAIN (RFC 4616) for ManageSieve, against the same users as every other protocol. */
public final class SieveLogin {
  private static final Logger LOGGER = LoggerFactory.getLogger(SieveLogin.class);

  private final AwayLog away = new AwayLog(LOGGER);
  private final UsersRepository users;
  private final int mostFailures;

  /** How a login ended. */
  sealed interface Outcome {}

  /** The password is the user's. */
  record Success(Username user) implements Outcome {}

  /** The password is wrong, the user unknown or the response unreadable. */
  record Failure() implements Outcome {}

  /** The store of users does not answer. */
  record Away() implements Outcome {}

  @Inject
  public SieveLogin(UsersRepository users, ProtectionConfiguration configuration) {
    this.users = users;
    this.mostFailures = configuration.login().failures();
  }

  int mostFailures() {
    return mostFailures;
  }

  Outcome plain(String base64) {
    try {
      String[] fields =
          new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).split("\0", -1);
      if (fields.length != 3 || !(fields[0].isEmpty() || fields[0].equalsIgnoreCase(fields[1]))) {
        LoginLog.failed(fields.length == 3 ? fields[1] : "");
        return new Failure();
      }
      Username user = Username.of(fields[1]);
      return users.test(user, fields[2]) ? new Success(user) : new Failure();
    } catch (IllegalArgumentException e) {
      LOGGER.debug("Login can't be read", e);
      LoginLog.failed("");
      return new Failure();
    } catch (UsersRepositoryException | RuntimeException e) {
      away.warn("Login can't be checked now", e);
      return new Away();
    }
  }
}
